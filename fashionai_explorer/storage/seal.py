"""Encryption at rest, and names that name nobody.

AES-256-GCM (NIST SP 800-38D) with a fresh random nonce each time. The context, what the bytes are and where
they belong, is authenticated with them: a row or file put in another's place does not open.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fashionai_explorer.errors import SealBrokenError

KEY_BYTES = 32
_NONCE_BYTES = 12
_TAG_BYTES = 16
# Says how the rest is made, so that another way can stand beside this one.
_VERSION = b"\x01"


class Sealer:
    """Seals and opens with subkeys of one data key of 32 bytes. Safe to share between threads."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            msg = f"a data key has {KEY_BYTES} bytes, not {len(key)}"
            raise ValueError(msg)
        self._cipher = AESGCM(_subkey(key, b"seal"))
        self._mac_key = _subkey(key, b"mac")

    def seal(self, plain: bytes, context: bytes) -> bytes:
        """Encrypt ``plain`` for ``context``: 29 bytes longer than it, and never the same twice."""
        nonce = os.urandom(_NONCE_BYTES)
        return _VERSION + nonce + self._cipher.encrypt(nonce, plain, context)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """Give back what was sealed for the same context. Raises ``SealBrokenError``."""
        if sealed[:1] != _VERSION or len(sealed) < 1 + _NONCE_BYTES + _TAG_BYTES:
            raise SealBrokenError
        try:
            # Only what is to be decrypted is handed on as a view: a list of a million rows is not copied.
            return self._cipher.decrypt(sealed[1:13], memoryview(sealed)[13:], context)
        except InvalidTag:
            raise SealBrokenError from None

    def mac(self, message: bytes) -> bytes:
        """HMAC-SHA256 of the message, 32 bytes: always the same for the same message and key."""
        return hmac.digest(self._mac_key, message, "sha256")

    def macs(self, prefix: bytes, messages: Iterable[bytes]) -> list[bytes]:
        """Give ``mac(prefix + message)`` of each message, half as long for each as one by one."""
        begun = hmac.new(self._mac_key, prefix, "sha256")
        made = []
        for message in messages:
            one = begun.copy()
            one.update(message)
            made.append(one.digest())
        return made

    def name(self, *parts: str) -> str:
        """Give a name for a file or folder that does not tell the ``parts`` it stands for: 32 hex digits."""
        return self.mac(b"name" + joined(*parts)).hex()[:32]


def joined(*parts: str) -> bytes:
    """Join texts so that different ones never give the same bytes: each goes behind its own length."""
    # A lone surrogate may come out of a broken file; it is a text like another here.
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    return b"".join(len(part).to_bytes(8, "big") + part for part in encoded)


def _subkey(key: bytes, purpose: bytes) -> bytes:
    info = b"fashionai-explorer/" + purpose
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(key)
