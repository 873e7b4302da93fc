"""The rules of the house: who may import whom, who may touch the world, and how large things may grow."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "handouts"

MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 60

# What each room may import of this package besides itself: rooms, or single modules of a room.
BELOW_BUILD = ("model", "errors", "sections", "resources", "languages", "editions", "compose", "render", "checks")
ALLOWED: dict[str, tuple[str, ...]] = {
    "__init__": ("*",),  # the public names; that they are loaded late is held by tests/cli
    "__main__": ("cli",),
    "model": (),
    "errors": (),
    "sections": (),
    "colours": (),
    "clinic": ("model", "errors", "colours", "compose"),  # reads a clinic's file into compose's types
    "textfile": ("errors",),
    "pofile": ("model", "errors", "textfile"),
    "resources": ("model", "errors"),
    "languages": ("model", "errors", "resources"),
    "editions": ("model", "errors", "resources"),
    "compose": ("model", "errors", "languages", "editions", "sections"),
    "render": ("model", "errors", "languages", "resources", "compose.handout", "translation.sheet"),
    "checks": ("model", "errors", "tools", "colours"),
    "sources": ("model", "errors", "fetch", "sections", "resources", "textfile", "pofile"),
    "library": ("model", "errors", "sections"),
    "guard": ("model", "errors", "probing"),
    "exporting": ("model", "errors", "compose.pairing", "pofile", "sources"),
    "importing": ("model", "errors", "library", "sources"),
    "online": ("model", "errors", "library", "sources", "importing", "fetch"),
    "translation": ("model", "errors", "sections", "pofile", "textfile"),
    "translating": (
        "model",
        "errors",
        "languages",
        "pofile",
        "sources",
        "library",
        "store",
        "compose.pairing",
        "translation",
    ),
    "expectation": BELOW_BUILD,
    "fitting": BELOW_BUILD,
    "braille": ("errors", "languages", "tools"),  # what braille is called in liblouis; render gets it handed in
    "printer": ("errors", "tools"),
    "build": (*BELOW_BUILD, "braille", "expectation", "fitting"),
    "warming": (*BELOW_BUILD, "build"),
    "reviewing": (*BELOW_BUILD, "expectation", "translation"),
    "sidecar": ("model", "errors", "compose.handout", "checks", "store"),
    "store": ("model", "errors"),
    "fetch": ("model", "errors"),
    "probing": ("errors",),  # asks pages of any site whether they are there, and reads nothing of them
    "tools": ("model", "errors"),
    "catalogue": (
        *BELOW_BUILD,
        "build",
        "library",
        "store",
        "sidecar",
        "tools",
        "translating",
        "translation",
        "warming",
    ),
    "web": ("*",),
    "cli": ("*",),
}
STANDARD_LIBRARY_ONLY = ("model", "errors", "sections", "colours", "resources", "store")

# What touches the world, and the rooms that may use it.
WORLD: dict[str, tuple[str, ...]] = {
    "subprocess": ("tools",),
    "multiprocessing": ("catalogue",),
    "concurrent": ("catalogue",),
    "socket": ("fetch", "web"),
    "http": ("fetch", "web"),
    "urllib.request": ("fetch",),
    "httpx": ("fetch", "probing"),
    "requests": (),
    "sqlite3": ("library", "catalogue"),
    "click": ("cli",),
    "rich": ("cli",),
    "weasyprint": ("render", "cli"),
    "pydyf": ("render",),
    "qrcode": ("render",),
}
WRITING = {"write_text", "write_bytes", "mkdir", "unlink", "rename", "rmdir", "touch", "rmtree", "symlink_to"}
MAY_WRITE = ("store", "fetch", "tools", "library", "translation", "catalogue")

ROOMS_WITHOUT_A_SUBJECT = {"utils", "util", "helpers", "helper", "common", "base", "core", "manager", "misc", "shared"}

# Classes that are neither a frozen, slotted dataclass nor an exception, because a library asks for a class.
CLASSES_ASKED_FOR = {
    "handouts.cli.Folder": "click looks its commands up in a mapping",
    "handouts.render.pdf._Fetcher": "WeasyPrint asks for a URLFetcher",
}


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the package: its dotted name without "handouts.", its room, and its source."""

    path: Path
    name: str
    room: str
    text: str
    tree: ast.Module


def to_module(path: Path, package: Path = PACKAGE) -> Module:
    parts = path.relative_to(package).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
    text = path.read_text("utf-8")
    return Module(path, name, parts[0], text, ast.parse(text))


MODULES = [to_module(path) for path in sorted(PACKAGE.rglob("*.py"))]
every_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)


def imports(module: Module) -> Iterator[str]:
    """Yield the dotted name of all that a module imports, wherever it stands."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.path}:{node.lineno}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def begins(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix + ".")


def forbidden_imports(module: Module) -> list[str]:
    """Return what a module imports and may not."""
    wrong = []
    for name in imports(module):
        if begins(name, "handouts"):
            inner = name.removeprefix("handouts").removeprefix(".")
            if not any(rule == "*" or begins(inner, rule) for rule in (module.room, *ALLOWED[module.room])):
                wrong.append(name)
        elif name.partition(".")[0] not in sys.stdlib_module_names and module.room in STANDARD_LIBRARY_ONLY:
            wrong.append(name)
        if any(begins(name, thing) and module.room not in rooms for thing, rooms in WORLD.items()):
            wrong.append(name)
    return wrong


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def is_public(module: Module) -> bool:
    return not any(part.startswith("_") for part in module.name.split(".")) or module.name == "__init__"


# ----- the rules


@every_module
def test_a_module_imports_only_what_its_room_may(module):
    assert module.room in ALLOWED, f"{module.room} is a new room: say in this table what it may import"
    assert not forbidden_imports(module)


@every_module
def test_only_some_rooms_write(module):
    wrong = [
        f"line {node.lineno}: {node.func.attr}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITING
    ]
    assert not wrong or module.room in MAY_WRITE


@every_module
def test_a_module_has_a_subject(module):
    assert not ROOMS_WITHOUT_A_SUBJECT & set(module.name.split("."))
    assert module.text.count("\n") <= MOST_LINES
    if module.text.strip():
        assert ast.get_docstring(module.tree), "it does not say what it is for"


@every_module
def test_functions_stay_small(module):
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions(module.tree) if f.end_lineno}
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES_OF_A_FUNCTION} == {}


@every_module
def test_what_is_public_says_what_it_does(module):
    if not is_public(module):
        return
    silent = [
        node.name
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert not silent


def catches_everything(module: Module) -> list[str]:
    """Return the handlers that swallow whatever comes; one that only tidies up and raises it again is none."""
    return [
        f"line {node.lineno}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or {"Exception", "BaseException"} & {getattr(n, "id", "") for n in ast.walk(node.type)})
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    ]


@every_module
def test_nothing_catches_everything(module):
    assert not catches_everything(module)


@every_module
def test_nothing_is_put_off(module):
    assert not re.findall(r"\b(?:TODO|FIXME|XXX|HACK)\b", module.text)


@every_module
def test_a_class_is_a_slotted_dataclass_or_an_exception(module):
    """What flows between rooms is frozen; what is not, is a bench on which a thing is put together."""
    wrong = []
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ClassDef) or f"handouts.{module.name}.{node.name}" in CLASSES_ASKED_FOR:
            continue
        bases = {getattr(base, "id", "") for base in node.bases}
        is_error = any(base.endswith(("Error", "Exception", "Warning")) for base in bases)
        words = {
            keyword.arg
            for decorator in node.decorator_list
            if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "dataclass"
            for keyword in decorator.keywords
            if isinstance(keyword.value, ast.Constant) and keyword.value.value is True
        }
        if not (is_error or bases & {"NamedTuple", "Protocol"} or "slots" in words):
            wrong.append(f"line {node.lineno}: {node.name}")
    assert not wrong


def test_every_package_that_is_imported_is_declared():
    declared = {
        re.match(r"[\w-]+", need)[0].lower()
        for need in metadata.requires("handouts")
        if not re.search("extra == .dev", need)
    }
    providers = metadata.packages_distributions()
    undeclared = {}
    for module in MODULES:
        for name in imports(module):
            top = name.partition(".")[0]
            if top == "handouts" or top in sys.stdlib_module_names:
                continue
            if not {package.lower() for package in providers[top]} & declared:
                undeclared[top] = module.name
    assert undeclared == {}


def test_tests_lie_where_their_module_does():
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name[0] not in "._"}
    assert folders - set(ALLOWED) <= {"golden", "benchmarks"}
    assert not list((ROOT / "tests").rglob("__init__.py"))


# ----- the rules can tell


def written(tmp_path: Path, name: str, text: str) -> Module:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return to_module(path, tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("model.py", "import lxml.html", ["lxml.html"]),
        ("model.py", "import dataclasses", []),
        ("compose/pairing.py", "from handouts.sources import markdown", ["handouts.sources.markdown"]),
        ("compose/pairing.py", "from handouts import sections, model", []),
        ("compose/pairing.py", "from handouts import fetch", ["handouts.fetch"]),
        ("render/markup.py", "from handouts.compose.handout import Handout", []),
        ("render/markup.py", "from handouts.compose import compose", ["handouts.compose.compose"]),
        ("checks/rules/x.py", "def f():\n    import subprocess", ["subprocess"]),
        ("sources/x.py", "import urllib.request", ["urllib.request"]),
        ("sources/x.py", "import urllib.parse", []),
        ("cli/make.py", "import click, handouts.build", []),
    ],
)
def test_a_forbidden_import_is_seen(tmp_path, name, text, wrong):
    assert forbidden_imports(written(tmp_path, name, text)) == wrong


@pytest.mark.parametrize(
    ("handler", "wrong"),
    [
        ("except Exception: pass", True),
        ("except (ValueError, Exception) as error: print(error)", True),
        ("except: pass", True),
        ("except BaseException:\n    tidy()\n    raise", False),
        ("except ValueError: pass", False),
    ],
)
def test_what_swallows_everything_is_seen(tmp_path, handler, wrong):
    assert bool(catches_everything(written(tmp_path, "x.py", f"try: f()\n{handler}\n"))) is wrong
