"""What fashion marketing speaks of, in Portuguese, Spanish and English: words that point to one concept.

A sentence encoder knows little of a single word (`requintado` and `refinado` are far apart in it, `ousado` and
`requintado` near). These beginnings of words, compiled by hand from dictionaries of synonyms and the vocabulary of shops, are
read beside it: two labels that share a concept move together, all others stay where the encoder puts them.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from fashionai_explorer.labels.folding import fold

# Each beginning stands at the start of a word in the folded text (no case, no accents).
_CONCEPTS = {
    # how to say it
    "elegant": "sofistic|sophistic|elegan|refinad|refined|requint|luxu|luxo|lujo|luxe|chique|glamour|glamor|classic|classy|"
    "distint|nobre|premium|exclusiv|polid|impecav|timeless|atempora",
    "inspiring": "inspira|inspiri|motiva|encoraj|aspirac|aspirat|empoder|empower|incentiv|entusias|enthus|otimis|positiv",
    "warm": "amigav|amistos|friend|acolhe|proxim|cercan|caloros|warm|afetuos|afetiv|carinh|cordial|empatic|empath|"
    "atencios|gentil|simpatic|receptiv|humano|human|close|conversac|conversat|intimis|pessoal",
    "funny": "divert|bem-humor|bem humor|humor|playful|descontra|brinca|ludic|fun\\b|alegr|joy|leve\\b|espirituos|zoeir|"
    "informal|relaxad|relaxed|witty",
    "bold": "ousad|provoc|bold|irrever|rebeld|rebel|audacios|audaz|atrevid|edgy|disrupt|destemid|corajos|impactant|"
    "daring|confiante|confident|vanguard|poderos",
    "direct": "diret|direct|objetiv|pratic|practic|straight|conciso|concis|claro|clear|simples\\b|simple\\b|sucint|"
    "enxut|pragmat|funciona|utilit",
    "informing": "tecnic|technic|informa|educat|didat|explicat|consultiv|especialist|expert|orienta|instru|advis|detalh|"
    "esclarec",
    "honest": "autent|authent|genuin|verdadeir|sincer|transparen|honest|real\\b|espontan|natural|trust|confiav|confiab",
    "tender": "romant|delicad|delicate|sonhador|dreamy|poet|suave|soft|doce|sweet|sensiv|femin|lirico|nostalg|emocion|"
    "emotion",
    "urgent": "urgen|imediat|immediat|escass|ultimas? chance|last chance|corra|tempo limitado|limited time",
    "modern": "modern|contempor|atual\\b|atuais|urban|cosmopol|trend|tendenc|fashionis|inovador|innovat|jovem|jovial|young|"
    "futurist|cool",
    "exclusive": "exclusiv|vip|reservad|privileg|seleto|select",
    # what to offer
    "travel": "viag|viaj|travel|trip\\b|ferias|vacation|holiday|mala\\b|turis|aeroport|airport|cruzeiro|roteiro",
    "styling": "consult|styl|estilist|assessor|asesor|personal sty|personal shop|imagem|imagen",
    "basics": "basic|essencia|essential|reposic|recompra|restock|replen|capsula|capsule|dia a dia|everyday|rotina",
    "shipping": "frete|shipping|entrega|deliver|envio|retirada|pickup",
    "discount": "desconto|descuento|discount|cupom|cupon|coupon|ofert|offer|promo|liquida|sale\\b|cashback|leve \\d|outlet|"
    "preco|price|rebaja|saldao|black friday",
    "launch": "lancament|lanza|launch|pre[- ]?venda|preventa|presale|pre-order|antecipad|early access|preview|"
    "nova colec|new collec|new arriv|novidad|estreia|drop\\b|nueva colec",
    "gift": "present|gift|regal|vale-|mimo|brinde|namorad|natal\\b|christmas|dia das maes|dia dos pais",
    "accessories": "acessor|accessor|acceso|accesor|bolsa|bag\\b|cinto|belt|joia|joya|jewel|bijuter|colar|necklac|brinco|earring|"
    "oculos|sunglass|lenco|scarf|chapeu|relogio",
    "loyalty": "fidelid|loyal|clube|club|pontos|points|recompens|reward|vantage|beneficio|membro|member|embaixad",
    "work": "trabalh|trabajo|work|office|escritor|oficina|profission|profesion|profession|corporat|executiv|reunia|reunio|"
    "meeting|alfaiat|sastrer|tailor|negocio|business|home office",
    "party": "festa|fiesta|party|balada|noite\\b|night|gala|cocktail|coquetel|reveillon|formatur|celebra|evento|event",
    "wedding": "casament|wedding|boda|madrinha|noiv|bride|bridal|convidad",
    "beach": "praia|playa|beach|piscina|pool|biquin|maio\\b|maios|swim|resort|verao|verano|summer",
    "winter": "invern|invierno|winter|frio|cold|casac|coat|trico|knit|malha",
    "sport": "academia|gym|fitness|treino|sport|esport|deport|corrida|running|yoga|athleis|athlet|ativ[oa]\\b",
    "shoes": "sapat|zapat|shoe|tenis\\b|sneaker|sandal|bota\\b|botas|boot|calcado|calzado|salto|heel|sapatilh|mocass",
    "dress": "vestid|dress",
    "sets": "conjunto|kit\\b|kits|bundle|combo|pacote|set\\b|look complet|full look|looks? pront",
    "curation": "curador|curadur|curat|selecao de|seleccion|edit\\b|sugest|recomend|recommend",
    "sustainable": "sustent|sustain|ecolog|eco\\b|conscien|organic|recicl|recycl|reuso|second hand|brecho|vegan|durabil",
    "custom": "personaliz|custom|sob medida|made to measure|bordad|monogram|ajuste|tailored fit",
    "content": "conteud|conten|dica|tips|guia|guide|tutorial|blog|video|live\\b|newsletter|inspirac",
    "reviving": "reativa|winback|reengaj|re-engag|saudade|miss you|carrinho|cart\\b|abandon|retorn|volta\\b",
    "birthday": "aniversar|birthday|cumple",
    # how it looks
    "minimal": "minimal|clean|limp[oa]|essencial|sobri|neutr|monocrom|nude|bege|off-white",
    "colourful": "color|vibran|vivid|estampa|print|tropical|floral|flores|alegre",
    "natural light": "luz natural|natural light|ar livre|outdoor|externa|natureza|nature|campo\\b|jardim",
    "studio": "estudio|studio|fundo (?:branc|neutr|infin)|editorial",
    "city": "urban|cidade|city|rua\\b|street|arquitet|cafe\\b",
    "comfort": "confort|comfort|comod|cozy|macio|leveza|fluid|solt[oa]",
    "casual": "casual|despojad|street|jeans|denim|camiset|t-shirt",
    "boho": "boho|boem|hippie|artesan|etnic|folk|crochê|croche",
    "vintage": "vintage|retro|anos \\d|nostalg",
    "family": "famil|crianc|kids|infantil|filh|mae\\b|maes|mother|pai\\b|father",
}
_PATTERNS = [re.compile(rf"\b(?:{words})") for words in _CONCEPTS.values()]
CONCEPTS = tuple(_CONCEPTS)


def concepts_of(texts: list[str]) -> npt.NDArray[np.float32]:
    """Return for each text the concepts it names: a row of ``len(CONCEPTS)``, of length 1, or of zeros."""
    found = np.zeros((len(texts), len(CONCEPTS)), np.float32)
    for row, text in enumerate(texts):
        folded = fold(text)
        for place, pattern in enumerate(_PATTERNS):
            if pattern.search(folded):
                found[row, place] = 1.0
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    scaled: npt.NDArray[np.float32] = found / np.maximum(lengths, 1.0)
    return scaled
