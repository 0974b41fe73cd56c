"""Places of the package in which something is kept, found by how they are written, whatever their names."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "tracker"
_FILLED = ("dict", "dictionary", "deque", "counter", "list", "set")
"""How the names of types end whose objects fill after they are made."""
_READY = ("defaultdict", "deque")
"""Those that begin empty whatever they are given; others hold from the beginning what they are made of."""
_Assigned = ast.Assign | ast.AnnAssign
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def places(package: Path = PACKAGE) -> Iterator[str]:
    """Yield every place that may fill while the process runs, as `module:place`.

    These are functions that are told to remember, and those that make one; a container that begins empty
    as an attribute of an object, a class or a module, as a field of a record, as the default of an
    argument or as a cached property; what a session holds; and databases. Not found are the names within
    a function, which end with its call, and the annotated fields of models, which are never filled.
    """
    for file in sorted(package.rglob("*.py")):
        finder = _Finder(ast.parse(file.read_text("utf-8")))
        name = ".".join(file.relative_to(package).with_suffix("").parts)
        yield from (f"{name}:{place}" for place in dict.fromkeys(finder.found))


class _Finder(ast.NodeVisitor):
    """Looks through one file, with the names under which it knows what others have."""

    def __init__(self, tree: ast.Module) -> None:
        self.found: list[str] = []
        self._around: list[_Function | ast.ClassDef] = []
        self._names: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                self._names |= {one.asname: one.name for one in node.names if one.asname}
            elif isinstance(node, ast.Assign):
                self._names |= {
                    place.id: self._called(value)
                    for place, value in _pairs(node)
                    if isinstance(place, ast.Name) and isinstance(value, ast.Name | ast.Attribute)
                }
        self.visit(tree)

    def visit_FunctionDef(self, node: _Function) -> None:
        marks = [self._called(one) for one in node.decorator_list]
        empty = "cached_property" in marks and _returns_empty(node)
        if empty or any(map(_is_memo, marks)):
            self.found.append(node.name)
        given = [*node.args.posonlyargs, *node.args.args]
        given = given[len(given) - len(node.args.defaults) :] + node.args.kwonlyargs
        for one, value in zip(given, [*node.args.defaults, *node.args.kw_defaults], strict=True):
            if value and self._is_empty(value):
                self.found.append(f"{node.name}({one.arg})")
        self._inside(node, node.body)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - the name that ast asks for

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._inside(node, node.body)

    def _inside(self, node: _Function | ast.ClassDef, body: Sequence[ast.stmt]) -> None:
        self._around.append(node)
        for one in body:
            self.visit(one)
        self._around.pop()

    def visit_Assign(self, node: _Assigned) -> None:
        for place, value in _pairs(node):
            if self._is_kept(node, place, value):
                self.found.append(self._named(place))
            else:
                self.visit(place)
                self.visit(value)

    visit_AnnAssign = visit_Assign  # noqa: N815 - the name that ast asks for

    def _is_kept(self, node: _Assigned, place: ast.expr, value: ast.expr) -> bool:
        """Tell whether what is assigned fills, or is held, after the statement."""
        if isinstance(place, ast.Subscript):
            held = self._called(place.value).endswith("session_state")
            return held and not isinstance(value, ast.Constant)
        around = self._around[-1] if self._around else None
        if isinstance(around, _Function) and isinstance(place, ast.Name):
            return False
        if any(isinstance(one, ast.Call) and _is_memo(self._called(one.func)) for one in ast.walk(value)):
            return True
        if isinstance(node, ast.AnnAssign) and isinstance(around, ast.ClassDef):
            if isinstance(value, ast.Call) and self._called(value.func).endswith("field"):
                return _fills(self._called(node.annotation))
            model = bool(around.bases or around.decorator_list) and "ClassVar" not in ast.unparse(
                node.annotation
            )
            return not model and self._is_empty(value)
        return self._is_empty(value)

    def visit_Call(self, node: ast.Call) -> None:
        called = self._called(node.func)
        if called.endswith("session_state.setdefault"):
            self.found.append(f"session_state[{ast.unparse(node.args[0])}]")
        elif self._around and (_is_memo(called) or called == "sqlite3.connect"):
            self.found.append(self._around[-1].name)
        self.generic_visit(node)

    def _named(self, place: ast.expr) -> str:
        if isinstance(place, ast.Subscript):
            return f"session_state[{ast.unparse(place.slice)}]"
        within = [one.name for one in self._around if isinstance(one, ast.ClassDef)]
        return ".".join([*within, place.id]) if isinstance(place, ast.Name) else ast.unparse(place)

    def _called(self, node: ast.expr) -> str:
        """Return the name of a function or a type, as the file that has it calls it."""
        while isinstance(node, ast.Call | ast.Subscript):
            node = node.func if isinstance(node, ast.Call) else node.value
        if isinstance(node, ast.Attribute):
            return f"{self._called(node.value)}.{node.attr}"
        return self._names.get(node.id, node.id) if isinstance(node, ast.Name) else ""

    def _is_empty(self, value: ast.expr) -> bool:
        """Tell whether a value is a container that has still to be filled."""
        if isinstance(value, ast.Call):
            name = self._called(value.func)
            return _fills(name) and (name.endswith(_READY) or not (value.args or value.keywords))
        held = (
            value.keys if isinstance(value, ast.Dict) else value.elts if isinstance(value, ast.List) else [0]
        )
        return not held


def _pairs(node: _Assigned) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield each place of an assignment with its value."""
    for place in node.targets if isinstance(node, ast.Assign) else [node.target]:
        if isinstance(place, ast.Tuple) and isinstance(node.value, ast.Tuple):
            yield from zip(place.elts, node.value.elts, strict=False)
        elif node.value:
            yield place, node.value


def _is_memo(name: str) -> bool:
    """Tell whether a function makes one that remembers what it returned."""
    last = name.rpartition(".")[2]
    return last == "once" or (last.rpartition("_")[2] == "cache" or last.startswith("cache_"))


def _fills(name: str) -> bool:
    last = name.rpartition(".")[2].lower()
    return last.endswith(_FILLED) and last != "frozenset"


def _returns_empty(node: _Function) -> bool:
    last = node.body[-1]
    return isinstance(last, ast.Return) and ast.unparse(last) in ("return {}", "return []", "return set()")
