"""Explorar and Resumo in a real Chromium: clicks on themes and cells, back and forward, alt texts, one sheet."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, expect, sync_playwright

from fashionai_explorer import workspace
from fashionai_explorer.settings import Settings
from tests.label_things import body_of
from tests.page_things import stored
from tests.test_browser import ARGUMENTS, Watch, chromium, click_bar, parameters, served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LONG = "Oferecer consultoria de styling virtual com lookbook de vestidos midi e peças de alfaiataria"


def bodies() -> list[bytes]:
    """120 customers: the tone goes with the occasion, and new behaviour with the opportunity."""
    return [
        body_of(
            f"p{n}",
            style="boho" if n % 5 else "urbano",
            tones=["leve" if n % 2 else "sofisticado"],
            occasions=["Praia - Férias" if n % 2 else "Trabalho - Reuniões"],
            opportunities=[LONG if n % 3 == 0 else "bundle"],
            new=n % 3 == 0,
        )
        for n in range(120)
    ]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The app over a data folder that holds a list with its profiles; it has nobody to ask."""
    settings = Settings(data_dir=tmp_path / "data", token="none")
    with workspace.open_workspace(settings, tmp_path / "fashionai-explorer-key") as ws:
        stored(ws, bodies(), {"gasto": [str(10 * n) for n in range(120)]})
    environment = os.environ | {
        "FASHION_AI_TOKEN": "none",
        "FASHION_AI_BASE_URL": "http://127.0.0.1:9/nobody",
        "FASHION_AI_DATA_DIR": str(tmp_path / "data"),
        "FASHION_AI_DATA_KEY": "",
        "XDG_CONFIG_HOME": str(tmp_path),
        "HOME": str(tmp_path),
    }
    with served(environment) as url:
        yield url


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        opened = browser.new_context(locale="pt-BR", viewport={"width": 1366, "height": 768}).new_page()
        opened.set_default_timeout(30_000)
        watch = Watch()
        watch.over(opened)
        yield opened
        browser.close()
        assert watch.errors == []
        assert len(watch.hosts) == 1


def foot(page: Page) -> str:
    return page.locator(".st-key-foot").inner_text().splitlines()[0].strip()


def click_until(page: Page, facet: str, place: int, parameter: str) -> None:
    """Click until the address says it: a chart that is being drawn anew hears nothing."""
    for _attempt in range(6):
        click_bar(page, facet, place)
        try:
            page.wait_for_function(f"location.search.includes('{parameter}')", timeout=5_000)
        except TimeoutError:
            continue
        return
    pytest.fail("the click picked nothing")


def test_themes_cells_back_forward_and_a_copied_link(address: str, page: Page) -> None:
    page.goto(f"{address}/explore?by.occasion=theme&map=1")
    click_until(page, "occasion", 0, "occasion.theme=")
    expect(page.locator('[class*="st-key-off-"]')).to_have_count(1)
    assert parameters(page)["occasion.theme"] in (["praia"], ["trabalho"])
    expect(page.locator(".st-key-foot")).to_contain_text("60 clientes")

    click_until(page, "opportunity", 0, "opportunity=")
    expect(page.locator('[class*="st-key-off-"]')).to_have_count(2)
    # The foot is drawn after the chips: what it says is read once it has followed them.
    expect(page.locator(".st-key-foot")).not_to_contain_text("60 clientes")
    two, shown = parameters(page), foot(page)
    page.go_back()
    expect(page.locator('[class*="st-key-off-"]')).to_have_count(1)
    page.go_back()
    expect(page.locator('[class*="st-key-off-"]')).to_have_count(0)
    page.go_forward()
    page.go_forward()
    expect(page.locator('[class*="st-key-off-"]')).to_have_count(2)
    assert parameters(page) == two

    copied = page.evaluate("location.href")
    page.goto("about:blank")
    page.goto(copied)
    expect(page.locator(".st-key-foot")).to_contain_text(shown)


def test_a_click_on_a_cell_of_the_map_picks_both(address: str, page: Page) -> None:
    page.goto(f"{address}/explore?map=3")
    cells = page.locator(".st-key-together .js-plotly-plot .bars path")
    cells.first.wait_for()
    for _attempt in range(6):
        cells.first.scroll_into_view_if_needed()
        cells.first.click(force=True)
        try:
            page.wait_for_function("location.search.includes('occasion.theme=')", timeout=5_000)
        except TimeoutError:
            continue
        break
    assert {"voice_tone", "occasion.theme"} <= parameters(page).keys()
    expect(page.locator('[class*="st-key-off-"]')).to_have_count(2)


def test_every_chart_says_in_words_what_it_shows(address: str, page: Page) -> None:
    page.goto(f"{address}/explore?map=3")
    page.locator(".st-key-together .js-plotly-plot").wait_for()
    told = page.locator('[data-testid="stPlotlyChart"]').evaluate_all(
        "charts => charts.map(c => c.getAttribute('aria-label') || c.querySelector('[aria-label]')?.getAttribute('aria-label') || '')"
    )

    assert len(told) == 5
    assert any(one.startswith("Oportunidades de 120 clientes: “bundle” 67%") for one in told)
    assert all(told)


def test_the_first_bars_show_without_scrolling(address: str, page: Page) -> None:
    page.goto(f"{address}/explore?new_behaviour=true")
    page.locator(".st-key-card-opportunity .js-plotly-plot").first.wait_for()
    page.locator(".st-key-card-style .bars path").first.wait_for()
    foot_top = page.locator(".st-key-foot").bounding_box()
    bars = page.locator(".st-key-card-opportunity .bars path").evaluate_all(
        "all => all.map(bar => bar.getBoundingClientRect().bottom)"
    )

    assert foot_top is not None
    assert max(bars) <= foot_top["y"]  # both opportunities of this list


def test_resumo_stands_on_one_screen_and_on_one_sheet(address: str, page: Page, tmp_path: Path) -> None:
    page.goto(address)
    page.locator(".st-key-finding-0").wait_for()
    page.locator(".st-key-next-step").wait_for()
    page.wait_for_timeout(500)  # the last of the page is drawn
    lowest = page.locator(".st-key-next-step").bounding_box()
    assert lowest is not None
    assert lowest["y"] + lowest["height"] <= 768

    sheet = page.pdf(format="A4", prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", sheet)) == 1
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1032})  # A4 less 12 mm each side, at 96 pixels an inch
    page.wait_for_timeout(500)
    assert page.evaluate("document.documentElement.scrollWidth") <= 703
    assert page.evaluate("document.documentElement.scrollHeight") <= 1032
    expect(page.get_by_text("Perfis escritos por IA")).to_be_visible()
    expect(page.get_by_role("button", name="Imprimir")).not_to_be_visible()
    page.emulate_media(media="screen")

    page.evaluate("window.print = () => { window.printed = (window.printed || 0) + 1 }")
    page.get_by_role("button", name="Imprimir").click()
    page.wait_for_function("window.printed === 1")
