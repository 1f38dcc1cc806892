"""Data folders as earlier versions wrote them, each packed; every later version opens them."""

from __future__ import annotations

from pathlib import Path

PLACE = Path(__file__).parent
BRAND = "marca-de-teste"
KEY = bytes(range(32))
"""The key that opens all of them; it protects nothing but made-up customers."""
