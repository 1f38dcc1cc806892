"""Write the demonstration's lists beside this file."""

from __future__ import annotations

from pathlib import Path

from fashionai_explorer.service.demo_lists.made import made_lists


def main() -> None:
    """Make them all anew."""
    for name, content in made_lists().items():
        Path(__file__).with_name(name).write_bytes(content)


if __name__ == "__main__":
    main()
