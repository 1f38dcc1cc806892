"""The lists to try the app with. `python -m fashionai_explorer.service.demo_lists` makes them anew."""

from __future__ import annotations

from importlib.resources import files

DEMO_LIST = "clientes_demo.csv"  # what the button of the start page imports: it shows the most
DEMO_LISTS = (DEMO_LIST, "emails.csv", "clientes_excel.csv", "com_erros.csv")


def demo_list(name: str = DEMO_LIST) -> bytes:
    """The content of a shipped list, as if it had been uploaded. Raises KeyError for any other name."""
    if name not in DEMO_LISTS:
        raise KeyError(name)
    return files(__package__).joinpath(name).read_bytes()
