"""What the tests of pages share: a page of the app as AppTest draws it, and all that stands on it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

from fashionai_explorer.identifiers import read_file
from fashionai_explorer.service import demo_list
from fashionai_explorer.storage import Answer, ListHead
from fashionai_explorer.workspace import Scope, Workspace
from tests.fetching_things import until

APP = Path(__file__).parent.parent / "app.py"
EMAILS = b"email;gasto\nana.silva@gmail.com;10,50\nbia.souza@gmail.com;20,00\n"


def page(name: str, **parameters: str) -> AppTest:
    """Open a page of the app, at an address with these parameters."""
    at = AppTest.from_file(APP, default_timeout=60)
    for parameter, value in parameters.items():
        at.query_params[parameter] = value
    at.run()
    return at if name == "summary" else at.switch_page(f"pages/{name}.py").run()


def words(at: AppTest) -> str:
    """All that can be read on the page, and what its buttons say."""
    plain = [
        str(element.value)
        for element in [*at.title, *at.header, *at.markdown, *at.caption, *at.code, *at.info]
    ]
    plain += [str(element.value) for element in [*at.error, *at.metric]] + [one.label for one in at.metric]
    html = [unescape(re.sub(r"<[^>]+>", "", element.proto.body)) for element in at.get("html")]
    return "\n".join([*plain, *html, *labels(at)])


def labels(at: AppTest) -> list[str]:
    """What the page's buttons say."""
    return [button.label for button in [*at.button, *at.get("menu_button")]]


def primary(at: AppTest) -> list[str]:
    """What the page's primary buttons say."""
    return [button.label for button in at.button if button.proto.type == "primary"]


def saved(ws: Workspace, content: bytes = EMAILS, name: str = "Clientes") -> ListHead:
    """A list of this content."""
    return ws.lists.save(read_file(content, "clientes.csv"), name, "clientes.csv")


def stored(
    ws: Workspace, bodies: list[bytes | None], columns: dict[str, list[str]] | None = None
) -> ListHead:
    """A list whose customers' answers are stored already: a body each, None for those without a profile."""
    emails = [f"c{n}@example.com" for n in range(len(bodies))]
    given = {"email": emails} | (columns or {})
    lines = [";".join(given), *(";".join(cells) for cells in zip(*given.values(), strict=True))]
    head = saved(ws, "\n".join(lines).encode())
    ws.connection.answers.put(
        [
            (
                ws.connection.answers.key("email", email),
                Answer("not_found" if body is None else "found", ws.now(), body or b""),
            )
            for email, body in zip(emails, bodies, strict=True)
        ]
    )
    return head


def demo(ws: Workspace, sample: int | None = None) -> ListHead:
    """The demonstration's list with all its profiles, or those of a sample."""
    if sample is None:
        head = ws.runs.begin_demo()
    else:
        head = saved(ws, demo_list("emails.csv"), "Amostra")
        ws.runs.begin(head.id, Scope(sample=sample))
    until(lambda: not ws.runs.is_busy())
    return head
