"""What the name of a column says it holds, in Portuguese, English and Spanish."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from fashionai_explorer.identifiers.cleaning import fold
from fashionai_explorer.identifiers.kinds import Role

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_LONGEST = 60

_ID = {"id", "ids", "codigo", "cod", "code", "guid", "uuid", "key", "chave"}
_PROFILE = {"profile", "perfil"}
_EMAIL = {"email", "emails", "mail", "correo", "correio", "emailaddress"}
_PHONE = {
    *(
        "telefone",
        "telefones",
        "telefono",
        "tel",
        "fone",
        "fones",
        "phone",
        "phones",
        "phonenumber",
        "celular",
    ),
    *("cel", "cell", "cellphone", "mobile", "movil", "whatsapp", "whats", "wpp", "msisdn", "telephone"),
}
_DOCUMENT = {
    *("cpf", "cnpj", "cpfcnpj", "documento", "document", "documents", "documentos", "taxid", "taxvat", "dni"),
    *("nif", "rut", "cuit", "curp", "rfc", "nit", "doc"),
}
_CONSENT = {
    *(
        "optin",
        "optout",
        "consent",
        "consentimento",
        "consentimiento",
        "consente",
        "aceite",
        "aceita",
        "aceito",
    ),
    *("acepta", "autoriza", "autorizacao", "permite", "permissao", "subscribed", "newsletter", "inscrito"),
    *("assinante", "lgpd", "gdpr"),
}
_DATE = {
    *("data", "date", "dt", "fecha", "nascimento", "nacimiento", "birthday", "birthdate", "aniversario"),
    *("lastpurchase", "createdat", "updatedat", "cadastro", "timestamp"),
}
_VALUE = {
    *(
        "gasto",
        "gastos",
        "gastou",
        "valor",
        "value",
        "ltv",
        "clv",
        "spend",
        "spent",
        "total",
        "receita",
        "revenue",
    ),
    *("faturamento", "amount", "monetario", "monetary", "ticket", "ingresos", "importe", "monto", "vendas"),
}
_NAME = {
    "nome",
    "name",
    "nombre",
    "firstname",
    "fullname",
    "primeironome",
    "nomecompleto",
    "sobrenome",
    "lastname",
}

# A code of the shop's own: an identifier only where nothing better is in the list.
_WEAK_ID = {
    *_ID,
    "customer",
    "client",
    "cliente",
    "user",
    "usuario",
    "userid",
    "contact",
    "contato",
    "matricula",
}
_NOT_A_CUSTOMER = {
    *("order", "orders", "pedido", "produto", "product", "sku", "item", "store", "loja", "tienda", "session"),
    *("sessao", "campanha", "campaign", "transaction", "transacao", "cep", "zip", "vendedor", "seller"),
    *("ean", "gtin", "barcode", "nsu", "nf", "nota", "invoice", "rg", "ie", "ip"),
}


SAID: tuple[tuple[Role, set[str], set[str]], ...] = (
    ("consent", _CONSENT, set()),
    ("date", _DATE, _EMAIL | _DOCUMENT),
    ("email", _EMAIL, set()),
    ("phone", _PHONE, set()),
    ("document", _DOCUMENT, set()),
    ("value", _VALUE, set()),
    ("name", _NAME, _NOT_A_CUSTOMER),
)
"""Roles with the words that say them and those that say otherwise. In this order: the first that fits is it."""


@lru_cache(maxsize=4096)
def role_of_name(name: str) -> Role | None:
    """The role that a column's name gives it, None where the name says nothing."""
    words = _words(name)
    if words & _PROFILE and words & _ID:
        return "user_profile_id"
    return next((role for role, known, unless in SAID if words & known and not words & unless), None)


@lru_cache(maxsize=4096)
def is_weak_id(name: str) -> bool:
    """Tell whether a name says that the column numbers customers, without saying by whose numbers."""
    words = _words(name)
    return bool(words & _WEAK_ID) and not words & (_NOT_A_CUSTOMER | _NAME)


@lru_cache(maxsize=4096)
def numbers_something_else(name: str) -> bool:
    """Tell whether the long numbers of a column are no phones or documents, going by its name."""
    words = _words(name)
    named = role_of_name(name)
    return named in ("value", "date", "consent") or (named is None and bool(words & _NOT_A_CUSTOMER))


@lru_cache(maxsize=4096)
def is_known_name(name: str) -> bool:
    """Tell whether a text is what people write above a column."""
    words = _words(name)
    return role_of_name(name) is not None or (bool(words) and words <= _WEAK_ID | _PROFILE | _NOT_A_CUSTOMER)


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    """The words of a name, folded, and all of them written together (``User Profile ID`` as given)."""
    if len(name) > _LONGEST or "@" in name:
        return frozenset()
    parts = [part for part in _NO_WORD.split(fold(_CAMEL.sub(" ", name.strip()))) if part]
    together = "".join(parts)
    words = {*parts, together, *(a + b for a, b in pairwise(parts))}
    if together.endswith(("profileid", "perfilid")) or together.startswith(("idperfil", "idprofile")):
        words |= {"profile", "id"}
    if "opt" in words and words & {"in", "out"}:
        words |= {"optin"}  # wherever the two stand
    return frozenset(words)
