"""The whole way in a real Chromium: a file in, profiles, two filters, a segment, its file compared by hand."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import socket
import subprocess
import sys
import unicodedata
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import util
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, expect, sync_playwright

from fashionai_explorer.identifiers import read_file
from fashionai_explorer.service import LocalService, demo_list, demo_shop, write_profile

ROOT = Path(__file__).parent.parent
FILE = "clientes_excel.csv"
HOSTILE = "![i](http://evil.example/x.png)<img src=//evil.example/y>"
TOKEN = "a-token-of-this-test"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def chromium() -> str:
    """The same search as the one that `make test` installs by."""
    spec = util.spec_from_file_location("chromium", ROOT / ".ci" / "chromium.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    path = module.find()
    assert path, "no Chromium: run `make browser`"
    return str(path)


def first_phone() -> str:
    rows = read_file(demo_list(FILE), FILE).rows
    return str(rows["phone"][0].as_py())


@pytest.fixture
def service() -> Iterator[LocalService]:
    """The demonstration's shop, in which the first customer of the file has a hostile profile."""
    customer = demo_shop().find("phone", first_phone())
    profile = write_profile(customer)
    profile["profile"]["briefing_marketing"]["tom_de_voz"].append(HOSTILE)
    profile["profile"]["momento_compra_atual"]["oportunidades"] = [HOSTILE]
    body = json.dumps(profile, ensure_ascii=False).encode()
    with LocalService(token=TOKEN, bodies={profile["userProfileId"]: body}) as running:
        yield running


@contextmanager
def served(environment: dict[str, str]) -> Iterator[str]:
    """The app on a free port, in a process and an environment of its own; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        assert server.stdout is not None
        for line in server.stdout:
            if "URL:" in line:
                break
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        server.stdout.read()


@pytest.fixture
def address(service: LocalService, tmp_path: Path) -> Iterator[str]:
    """The app itself, from nothing: an empty data folder and no key on disk."""
    environment = os.environ | {
        "FASHION_AI_TOKEN": TOKEN,
        "FASHION_AI_BASE_URL": service.url,
        "FASHION_AI_REQUESTS_PER_MINUTE": "600000",
        "FASHION_AI_DATA_DIR": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "HOME": str(tmp_path),
    }
    with served(environment) as url:
        yield url


@dataclass
class Watch:
    """What the page must not do: complain on the console, or ask another host."""

    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def over(self, page: Page) -> None:
        page.on("console", lambda message: self._heard(message.type, message.text, message.location["url"]))
        page.on("request", lambda request: self.hosts.add(urllib.parse.urlsplit(request.url).netloc))

    def _heard(self, kind: str, text: str, url: str) -> None:
        # Streamlit's own script looks for its server below a page's own address first, and finds it above.
        if kind == "error" and not re.search(r"/(explore|compare|lists|segments|terms)/_stcore/", url):
            self.errors.append(text)


def folded(text: str) -> tuple[str, ...]:
    """The words of a label without what wordings of the shop's labels differ in: case, accents, signs, small words,
    number and gender. Coarser than the rules, and enough for the few labels of this shop."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = [
        word
        for word in re.findall(r"[a-z0-9]+", plain)
        if word not in {"de", "da", "do", "das", "dos", "e", "com", "a", "o"}
    ]
    return tuple(sorted(re.sub(r"(oes|ao|[aoe]s?|s)$", "", word) or word for word in words))


def raw_answer(service: LocalService, kind: str, value: str) -> dict | None:
    url = f"{service.url}/protected/profile/{kind}/{urllib.parse.quote(value, safe='')}"
    request = urllib.request.Request(url, headers={"X-FashionAI-APP-Token": TOKEN})  # noqa: S310
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return json.load(answer)["profile"]
    except urllib.error.HTTPError as error:
        with error:
            if error.code != 404:
                raise
        return None


def names_with(service: LocalService, occasion: str, tone: str) -> list[str]:
    """Who has both, by the service's raw answers alone: the oracle of the downloaded file."""
    names = []
    for cells in csv.DictReader(io.StringIO(demo_list(FILE).decode("cp1252")), delimiter=";"):
        digits = re.sub(r"\D", "", cells["Telefone"]).lstrip("0")
        phone = digits if len(digits) > 11 else "55" + digits
        profile = raw_answer(service, "phone", phone) or raw_answer(
            service, "document", re.sub(r"\D", "", cells["CPF"]).zfill(11)
        )
        if profile is None:
            continue
        occasions = {folded(one.get("ocasião") or "") for one in profile.get("ocasioes_relevantes") or []}
        tones = {folded(one) for one in (profile.get("briefing_marketing") or {}).get("tom_de_voz") or []}
        if folded(occasion) in occasions and folded(tone) in tones:
            names.append(cells["Nome"])
    return names


def pick_bar(page: Page, facet: str, place: int) -> None:
    """Click a row until the address says that it is picked: a chart that is being drawn anew hears nothing."""
    for _attempt in range(6):
        click_bar(page, facet, place)
        try:
            page.wait_for_function(f"location.search.includes('{facet}=')", timeout=10_000)
        except TimeoutError:
            continue
        return
    pytest.fail("a click on a bar picked nothing")


def click_bar(page: Page, facet: str, place: int) -> None:
    """Click the row of a chart: the transparent bar that lies over it."""
    bars = page.locator(f".st-key-card-{facet} .js-plotly-plot .bars path")
    bars.first.wait_for()
    bar = bars.nth(bars.count() // 2 + place)
    bar.evaluate("element => element.scrollIntoView({block: 'center'})")
    box = bar.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 40, box["y"] + box["height"] / 2)


def parameters(page: Page) -> dict[str, list[str]]:
    return urllib.parse.parse_qs(urllib.parse.urlsplit(page.evaluate("location.href")).query)


def test_a_file_becomes_a_segment_whose_rows_equal_a_count_from_the_raw_answers(service, address, tmp_path):
    watch = Watch()
    (tmp_path / FILE).write_bytes(demo_list(FILE))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_context(locale="pt-BR", viewport={"width": 1366, "height": 768}).new_page()
        page.set_default_timeout(30_000)
        watch.over(page)

        page.goto(address)
        page.get_by_role("button", name="Importar minha lista").click()
        page.locator("input[type=file]").set_input_files(tmp_path / FILE)
        page.get_by_role("button", name="Buscar perfis").click()
        expect(page.get_by_text(HOSTILE[:31]).first).to_be_visible(timeout=60_000)  # a card cuts long texts
        expect(page.get_by_text("Pronto", exact=False).first).to_be_visible(timeout=60_000)

        menu = page.locator('[data-testid="stSidebar"]')
        menu.get_by_role("link", name="Explorar").click()
        pick_bar(page, "occasion", 1)
        expect(page.locator('[class*="st-key-off-"]')).to_have_count(1)

        page.get_by_role("button", name="Filtrar", exact=True).click()
        entry = page.get_by_role("dialog").get_by_role("combobox")
        entry.fill("sofisticado ·")
        page.get_by_role("option").first.wait_for()
        entry.press("Enter")
        entry.press("Tab")  # closes the open list of options, behind which the button lies
        page.get_by_role("dialog").get_by_role("button", name="Aplicar").click()
        page.wait_for_function("location.search.includes('voice_tone=')")
        expect(page.locator('[class*="st-key-off-"]')).to_have_count(2)
        picked = parameters(page)

        page.get_by_role("button", name="Salvar segmento").click()
        page.get_by_role("dialog").get_by_role("button", name="Salvar").click()
        expect(page.get_by_text("Segmento salvo")).to_be_visible()
        menu.get_by_role("link", name="Segmentos").click()
        page.get_by_role("button", name="Abrir").click()
        page.get_by_role("button", name="Exportar").click()
        with page.expect_download() as download:
            page.get_by_role("dialog").get_by_role("button", name="Baixar").click()
        download.value.save_as(tmp_path / "segment.csv")

        hostile = urllib.parse.urlencode({"list": picked["list"][0], "voice_tone": HOSTILE})
        page.goto(f"{address}/explore?{hostile}")
        expect(page.get_by_text(HOSTILE, exact=True).first).to_be_visible()
        expect(page.locator(".js-plotly-plot").first).to_be_visible()

        terms = urllib.parse.urlencode({"list": picked["list"][0], "facet": "opportunity"})
        page.goto(f"{address}/terms?{terms}")
        expect(page.get_by_label("Termos escolhidos")).to_be_visible()
        browser.close()

    content = (tmp_path / "segment.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    expected = names_with(service, picked["occasion"][0], picked["voice_tone"][0])
    assert expected, "the filters leave nobody: the comparison would show nothing"
    assert [row["Nome"] for row in rows] == expected
    assert watch.errors == []
    assert watch.hosts == {urllib.parse.urlsplit(address).netloc}


def test_a_copied_link_that_is_a_new_servers_first_request_has_its_frame_and_its_language(address):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_context(locale="pt-BR").new_page()
        page.goto(f"{address}/explore?voice_tone=sofisticado")

        expect(page.get_by_text("Ainda não há lista", exact=False)).to_be_visible(timeout=30_000)
        expect(page.get_by_role("link", name="Configurações")).to_be_visible()
        browser.close()
