"""Identifiers as cells of a destination's file: their digits stay, whoever opens it."""

from __future__ import annotations

import re


def phone_plain(value: str) -> str:
    """A phone of ours (digits with country code) in E.164: ``+5511987654321``."""
    return f"+{value}" if value.isdigit() else value


def phone_brazilian(value: str) -> str:
    """``(11) 98765-4321``, which Excel leaves alone; from abroad digits in groups, without the plus."""
    national = re.fullmatch(r"55(\d{2})(\d{4,5})(\d{4})", value)
    if national:
        return f"({national[1]}) {national[2]}-{national[3]}"
    return " ".join(re.findall(r"\d{1,3}", value)) if value.isdigit() else value


def document_brazilian(value: str) -> str:
    """A CPF or CNPJ with its dots, so that Excel keeps the zero in front."""
    if re.fullmatch(r"\d{11}", value):
        return f"{value[:3]}.{value[3:6]}.{value[6:9]}-{value[9:]}"
    if re.fullmatch(r"[0-9A-Z]{12}\d{2}", value):
        return f"{value[:2]}.{value[2:5]}.{value[5:8]}/{value[8:12]}-{value[12:]}"
    return value
