"""Which words are adjectives, so that their gender may be folded: ``moderna`` is ``moderno``.

A noun's gender is never folded: ``bolsa`` and ``bolso`` are two things, ``namorada`` and ``namorado`` two
customers. So a word folds when its ending makes adjectives (the feminine step of Orengo and Huyck, 2001,
narrowed to such endings) and it is none of the nouns with that ending, or when it stands in a list. The
lists hold words without accents, in the masculine singular.
"""

from __future__ import annotations

_ENDINGS = (
    *("ado", "ido", "udo", "oso", "ivo", "ico", "erno", "urno", "esco", "utro", "aneo", "ineo", "aceo"),
    *("issimo", "iano", "icano", "adinho", "idinho", "onimo", "ifero", "ivoro"),
)
_IN_O_WORDS = """
    aberto absoluto abstrato adulto adverso aereo afoito alheio alpino alterno alto amarelo amargo ambiguo ameno
    amplo analogo anexo antigo aquatico arduo arguto argentino arredio aspero astuto ateu atento augusto austero
    avesso avulso baixo barato barroco barulhento belo bendito benigno bento bizarro bobo bonito branco brando
    brasileiro bravio bravo bruto bucolico calmo calorento casto caseiro cauto cego certeiro certinho certo cetico
    cheio ciclico cinzento citadino ciumento clandestino claro coberto comodo compacto completo complexo comprido
    compridinho composto conciso concreto confuso continuo contrito convexo corpulento correto corriqueiro costeiro
    coloridinho cotidiano cristalino cubano culto curto curtinho denso derradeiro descoberto desconexo desonesto
    desperto devoto digno direto discreto disposto distinto diurno diverso divino doentio doido duplo duro
    efemero encoberto enxuto equivoco ereto erroneo erudito escorregadio escuro escurinho esguio esperto
    espesso estreito estrito estrangeiro eterno etereo exato exausto excelso explicito exposto expresso extenso
    extinto extremo faceiro falso farto favorito fecundo feio feito felino feminino ferreo festeiro fidedigno
    filipino financeiro finito fino fixo fofinho fofo fortuito fosco fraco fraudulento franco fresco fresquinho frio
    friorento frouxo fugidio funesto futuro garrido gasto gemeo genuino gordo grato gratuito grego grosso grosseiro
    heterogeneo homogeneo honesto hospitaleiro humano idoneo ileso imaturo imediato imenso imerso impar imperfeito
    implicito impreciso impresso improprio impuro inato incerto incluso incompleto inconcluso incorreto inculto
    indeciso indigno indireto indiscreto inedito inexato infinito ingenuo ingrato ingreme injusto inquieto insano
    inseguro insensato insolito inspirado intacto integro inteiro intenso interno intestino intimo inverso irrequieto
    irrestrito justinho justo lacteo largo larguinho latino legitimo lento levinho ligeiro limpinho limpo lindinho
    lindo liquido liso longinquo longo louco lugubre macio maduro magnifico magro maiusculo maldito manifesto manso
    marino maritimo masculino matutino maximo mediano medio meigo mero mesmo mimoso minimo minusculo misto moderno
    modesto molhado monotono morno morto multiplo mundano mutuo nato negro neutro nitido nordestino novinho novo
    obliquo obscuro obsoleto obtuso obvio oculto oco opaco oportuno oposto opulento oriundo otimo pacato parco parvo
    pequenino pequeno perfeito perpetuo perplexo perverso pessimo poeirento pitoresco pleno praiano praieiro
    preciso predileto pretinho preto previo primeiro profano profundo profuso prolixo pronto propenso proprio
    prospero proximo puro puritano quadruplo quentinho quieto quimerico raro raso rasteiro recluso redondo
    remoto repentino repleto restrito resoluto reto revolto ridiculo rijo robusto romano rotineiro rouco roxo rubro
    ruivo sabio sacro sadio seco secreto seguro seleto semiaberto sensato sereno serio serrano severo simultaneo
    sincero singelo soberano sobreposto sobrio solto soltinho sombrio subito submarino suburbano sucinto suculento
    sujo sumo supremo suspeito suspenso tardio tenso torto tosco tranquilo triplo turbulento turvo ultimo
    urbano vago vario vasto vazio vegano verdadeiro vermelho veneziano vespertino violento vistoso vivo
    zonzo todo basiquinho branquinho pardo mestico castanho
    terceiro russo turco metropolitano previsto sonoro eleito satisfeito suposto barbaro cardiaco descrito inscrito
    prescrito egipcio absurdo muculmano pioneiro autonomo paralelo chileno inimigo tonto angolano controverso aceso
    peruano sertanejo osseo surdo nojento sangrento coreano venezuelano duradouro prematuro deserto esquisito
    ficticio bulgaro ortodoxo escasso passageiro corrupto paraguaio uruguaio sinistro disperso imundo marroquino
    toscano apto invicto adepto ribeirinho intrinseco maligno caribenho brusco abrupto alimenticio faminto
    ininterrupto andino canhoto diminuto dubio soberbo natalino junino obsceno ilicito difuso aflito infimo ilegitimo
    austriaco malandro indefeso submisso hungaro tremendo vitalicio boemio mesquinho traicoeiro simplorio fedorento
    sonolento costumeiro horrendo convicto caricato infravermelho sedento penultimo lusitano alentejano pernambucano
    diario necessario desnecessario primario secundario temporario universitario solidario contrario ordinario
    extraordinario imaginario literario publicitario comunitario humanitario igualitario hereditario originario
    visionario revolucionario solitario voluntario involuntario centenario lendario sedentario precario arbitrario
    monetario prioritario sanitario autoritario unitario totalitario utilitario minoritario majoritario planetario
    legendario binario complementario milenario documentario fundiario rodoviario ferroviario imobiliario bancario
    obrigatorio satisfatorio notorio provisorio contraditorio transitorio ilusorio compulsorio respiratorio aleatorio
    migratorio preparatorio regulatorio discriminatorio exploratorio conciliatorio predatorio introdutorio irrisorio
    comemoratorio eliminatorio classificatorio giratorio difamatorio explicatorio participatorio
    paulistano curitibano alvinegro tibetano luterano argelino propicio desumano
"""
# Feminine in -ora. Words that name persons as often ("criadora", "consumidora") are no members.
_IN_OR_WORDS = """
    acolhedor constrangedor voador amador aconchegador alentador ameacador animador arrasador arrebatador assustador atormentador avassalador
    clareador comovedor compensador comprometedor conciliador confortador conquistador conservador consolador
    controlador debochador demolidor desafiador desanimador desbravador desestabilizador desolador devastador
    dominador embriagador emancipador emocionador empolgador empoderador encantador encorajador enganador
    engajador enriquecedor ensurdecedor entorpecedor envolvedor equilibrador esclarecedor esmagador estimulador
    facilitador fortalecedor harmonizador hidratador humanizador iluminador impulsionador incentivador inovador
    inquietador inspirador instigador integrador intimidador libertador limitador modelador moderador moralizador
    motivador ofuscador opressor pacificador perturbador polarizador potencializador preservador promissor
    propulsor protetor provocador purificador questionador reconfortador redutor reformador regenerador regulador
    rejuvenescedor relaxador renovador reparador repressor restaurador revelador revigorador revitalizador
    revolucionador sedutor sensibilizador simplificador sonhador suavizador superador sustentador tentador
    tranquilizador transformador transgressor unificador valorizador vencedor vibrador
"""
_IN_ES_WORDS = """
    burgues campones chines dinamarques escoces finlandes frances genoves havanes holandes ingles irlandes islandes
    japones libanes maltes marselhes milanes neozelandes nepales noruegues polones portugues senegales sudanes
    tailandes taiwanes  vietnames
"""
# Nouns whose ending looks like an adjective's: persons, and things that another word of that stem is not.
_NOUN_WORDS = """
    advogado afilhado cunhado deputado delegado empregado encarregado namorado convidado aposentado jurado soldado
    refugiado enteado prefeito esposo viuvo noivo bailarino dancarino menino inquilino musico medico
    secretario funcionario empresario proprietario bibliotecario estagiario usuario destinatario operario
    veterinario comissario idoso
    calcado mercado sobrado lado dado gado fado prado grado estado feriado pecado punhado veado machado resultado
    significado tratado noivado sabado cuidado recado telhado reinado brocado cada morado parado pousado
    jornado temporado caminhado balado almofado madrugado camado fachado entrado chegado estrado escado virado
    subido descido saido partido corrido pedido medido comido bebido vestido tecido sentido marido ouvido vido ido
    lido libido torcido despedido apelido acolhido
    conteudo estudo escudo veludo mudo ajudo prosa raposo roso mariposo glosa
    motivo oliva olivo saliva salivo arquivo divo gengivo coletivo narrativo iniciativo expectativo locomotivo cativo
    bico mico pico dico fabrico tunico botico ceramico republico
    inverno terno perno caderno governo lanterno taverno cisterno baderno
    aniversario horario vestuario itinerario calendario canario acessorio escritorio territorio laboratorio
    auditorio dormitorio historio vitorio memorio trajetorio categorio diretorio consultorio
    piano fulano ciano oceano havaiano poliano persiano
    bermudo caudo raivo tentativo estimativo perspectivo prerrogativo comitivo dadivo ogivo diretivo
    decado divido piado jogado bancado tonelado camarado esplanado rapaziado pomado gargalhado mesado limonado
    cilado feijoado polegado arquibancado papelado saladinho mulherado criancado noitado lampado abobado palhacado
    contrapartido jazido sobrevido margarido ermido homicido suicido inseticido pesticido avenido
    americo africo polemico cronico justico injustico preguico linguico cortico trelico pelico ginastico tatico
    replico basilico suplico rubrico autocritico caverno taberno caserno coletaneo alineo
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_IN_O, _IN_OR, _IN_ES, _NOUNS = _set(_IN_O_WORDS), _set(_IN_OR_WORDS), _set(_IN_ES_WORDS), _set(_NOUN_WORDS)
_IRREGULAR = {
    "boa": "bom",
    "nua": "nu",
    "crua": "cru",
    "europeia": "europeu",
    "alema": "alemao",
    "espanhola": "espanhol",
    "sa": "sao",
}
_PREFIXES = (
    "pos",
    "pre",
    "super",
    "ultra",
    "semi",
    "neo",
    "anti",
    "hiper",
    "multi",
    "extra",
    "des",
    "in",
    "re",
)

# Endings of adjectives without gender: they part a noun from what describes it, nothing more.
_ENDINGS_OF_BOTH = (
    "al",
    "ar",
    "vel",
    "ante",
    "ente",
    "inte",
    "ista",
    "ense",
    "il",
    "az",
    "iz",
    "midi",
    "maxi",
    "mini",
)
_NOUNS_OF_BOTH_WORDS = """
    visual editorial material avental sandal natal jornal animal local canal sal metal cristal carnaval festival final
    manual portal colar par lugar mar ar bar lar celular cliente presente ambiente gente mente dente continente
    acompanhante estudante gestante gerente agente diamante instante restaurante estante artista dentista revista
    lista pista vista conquista entrevista perfil barril funil abril brasil refil cartaz rapaz paz matriz raiz
    nariz atriz jantar olhar usar bem-estar
"""
_NOUNS_OF_BOTH = _set(_NOUNS_OF_BOTH_WORDS)
_ADJECTIVES_OF_BOTH = _set(
    "curinga jovem leve suave doce forte verde grande simples chic clean casual basic slim oversized longline"
)


def masculine(word: str) -> str:
    """A feminine adjective in the masculine; any other word as it is. Takes a singular without accents."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.endswith("a"):
        return word
    stem = word[:-1]
    if stem in _IN_OR or stem in _IN_ES:
        return stem
    return stem + "o" if _has_genders(stem + "o") else word


def is_adjective(word: str) -> bool:
    """Whether a word, as ``masculine`` gives it, describes rather than names."""
    if word in _ADJECTIVES_OF_BOTH or word in _IN_OR or word in _IN_ES or word in _IRREGULAR.values():
        return True
    if word.endswith("o"):
        return _has_genders(word)
    return word.endswith(_ENDINGS_OF_BOTH) and word not in _NOUNS_OF_BOTH


def _has_genders(word: str) -> bool:
    """Whether a word on -o is an adjective with two genders."""
    if word in _IN_O:
        return True
    if word.endswith(_ENDINGS) and len(word) > 4 and word not in _NOUNS:
        return True
    if word.endswith("inho") and word.removesuffix("inho") + "o" in _IN_O:
        return True
    return any(word.startswith(prefix) and word.removeprefix(prefix) in _IN_O for prefix in _PREFIXES)
