"""No text reaches the screen past the catalogues."""

from __future__ import annotations

import ast
import re

import pytest

from fashionai_explorer.texts.update import PROJECT

# What puts text on screen: which arguments hold it, by position. Methods of containers have the same names.
FIRST = """
    title header subheader caption markdown write text info warning error success toast spinner status
    expander popover button download_button link_button checkbox toggle file_uploader text_input text_area
    number_input date_input time_input slider dialog form_submit_button help badge
    camera_input chat_input menu_button tabs
    Column TextColumn NumberColumn DateColumn DatetimeColumn CheckboxColumn SelectboxColumn LinkColumn
    ProgressColumn ListColumn
"""
FIRST_TWO = "radio selectbox multiselect pills segmented_control select_slider"
BY_NAME_ALONE = "page_link Page set_page_config plotly_chart dataframe data_editor"
ELEMENTS = {
    **dict.fromkeys(FIRST.split(), (0,)),
    **dict.fromkeys(FIRST_TWO.split(), (0, 1)),
    **dict.fromkeys(BY_NAME_ALONE.split(), ()),
    "metric": (0, 1, 2),
    "progress": (1,),
}
KEYWORDS = {"label", "body", "help", "placeholder", "title", "page_title", "caption", "captions", "text"}
KEYWORDS |= {"alt", "description"}
TRANSLATORS = {"_", "_n", "N_"}
LOGGERS = {"log", "logger", "logging", "warnings"}

# Names, and marks that are the same in every language.
MARKUP = re.compile(r"FashionAI( Explorer)?|:material/\w+:|:[a-z-]+\[|&\w+;|<[^>]*>")


def says_something(text):
    """Whether letters are left once names, icons, colours and tags are taken away."""
    return any(sign.isalpha() for sign in MARKUP.sub("", text))


def called(call):
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def constants(tree):
    """Names that a module or function gives to a text, so that a detour over a name is seen too."""
    return {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def literals(node, names, depth=0):
    """The texts that an argument would put on screen, as far as they stand in the code."""
    deeper = depth + 1
    if depth > 8:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Name) and node.id in names:
        yield from literals(names[node.id], {**names, node.id: None}, deeper)
    elif isinstance(node, ast.JoinedStr):
        yield from (part.value for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.BinOp):
        yield from literals(node.left, names, deeper)
        yield from literals(node.right, names, deeper)
    elif isinstance(node, ast.IfExp | ast.BoolOp):
        for branch in [node.body, node.orelse] if isinstance(node, ast.IfExp) else node.values:
            yield from literals(branch, names, deeper)
    elif isinstance(node, ast.List | ast.Tuple | ast.Set):
        for item in node.elts:
            yield from literals(item, names, deeper)
    elif isinstance(node, ast.Call) and called(node) in {"format", "join", "upper", "lower", "capitalize"}:
        yield from literals(node.func, names, deeper)
    elif isinstance(node, ast.Attribute):
        yield from literals(node.value, names, deeper)


def text_arguments(call):
    positions = ELEMENTS[called(call)]
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    coded = "format_func" in named  # options are codes then, and the function names them
    yield from (call.args[n] for n in positions if n < len(call.args) and not (n == 1 and coded))
    yield from (value for name, value in named.items() if name in KEYWORDS)
    if "options" in named and not coded:
        yield named["options"]


def plain_texts(tree):
    """Texts handed to something that shows them."""
    names = constants(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in ELEMENTS and not logs(node):
            for argument in text_arguments(node):
                yield from ((node.lineno, text) for text in literals(argument, names) if says_something(text))


def logs(call):
    function = call.func
    return isinstance(function, ast.Attribute) and getattr(function.value, "id", "") in LOGGERS


SENTENCE = re.compile(r"[^\W\d_]{2,}[,:]? [^\W\d_]+[,:]? [^\W\d_]{2,}")


def sentences(tree):
    """Texts of three words and more that nobody translates, whoever they are handed to."""
    spared = set()
    for node in ast.walk(tree):
        translates = isinstance(node, ast.Call) and (called(node) in TRANSLATORS | {"html"} or logs(node))
        if translates or isinstance(node, ast.Raise):
            spared |= {id(inner) for inner in ast.walk(node)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            spared.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spared:
            text = MARKUP.sub("", node.value)
            if SENTENCE.search(text) and "{" not in node.value and not node.value.lstrip().startswith("<"):
                yield node.lineno, node.value


def screen_files():
    folders = [PROJECT / "pages", PROJECT / "fashionai_explorer" / "ui"]
    found = [PROJECT / "app.py", *(path for folder in folders for path in folder.rglob("*.py"))]
    return sorted(path for path in found if path.is_file())


def texts_past_the_catalogues(code):
    tree = ast.parse(code)
    return sorted({*plain_texts(tree), *sentences(tree)})


def test_pages_show_only_texts_of_the_catalogues():
    found = [
        f"{path.relative_to(PROJECT).as_posix()}:{line}: {text!r}"
        for path in screen_files()
        for line, text in texts_past_the_catalogues(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'st.title("Lists")',
        'left.button("Import", key="import")',
        'st.write(f"{n} customers")',
        'st.text_input(_("Name"), placeholder="Winter list")',
        'st.selectbox(_("Look at"), ["Style", "Tone"])',
        'st.selectbox(_("Look at"), options=["Style", "Tone"])',
        'st.metric(_("Customers"), "none")',
        'st.caption("a " + _("b"))',
        'st.error("Wrong" if failed else _("Right"))',
        'TITLE = "Lists"\nst.header(TITLE)',
        'st.Page("pages/lists.py", title="Lists")',
        'st.info("{n} lists".format(n=3))',
        'st.column_config.TextColumn("Name")',
        'show.empty("Nobody in this view has a profile.")',
        'st.tabs(["One", "Two"])',
        'st.button(":material/add: Filter")',
    ],
)
def test_a_text_past_the_catalogues_is_found(code):
    assert texts_past_the_catalogues(code)


@pytest.mark.parametrize(
    "code",
    [
        'st.title(_("Lists"))',
        'st.button(_("Import"), key="import", icon=":material/upload:", type="primary")',
        'st.text(f"{name} · {count}")',
        'st.write(":material/add:", "·")',
        'st.selectbox(_("Look at"), ["style", "tone"], format_func=facet_name)',
        'st.html("<style>.a { color: red; margin left right }</style>")',
        'st.set_page_config(page_title="FashionAI Explorer", layout="wide")',
        'st.page_link("pages/lists.py", label=_("Lists"))',
        'log.warning("the run has come to its end")',
        'raise ValueError("this cannot be used here")',
        'st.text(_n("{n} customer", "{n} customers", n))',
        'def page():\n    """What the customers of a list have in common."""',
    ],
)
def test_a_text_of_the_catalogues_and_what_is_no_text_pass(code):
    assert texts_past_the_catalogues(code) == []
