"""The source files of the project, and what each of them imports at any depth of the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "reader"


def modules() -> dict[str, Path]:
    """Return the modules of the program by their dotted names."""
    return {_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}


def imports(module: str, file: Path, *, typing: bool = True) -> set[str]:
    """Return the dotted names a module imports; deferred imports count like any other.

    Those under `if TYPE_CHECKING:` are left out without `typing`. `from reader.query import parse` counts as
    `reader.query.parse`, which names the room either way.
    """
    found: set[str] = set()
    for node in _nodes(ast.parse(file.read_text(encoding="utf-8")), typing):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, file, node)
            found.update(f"{base}.{alias.name}" for alias in node.names)
    return found


def project_files(*folders: str) -> Iterator[Path]:
    """Yield the text files of folders of the project; `.` stands for those directly in it."""
    for name in folders:
        pattern = "*" if name == "." else "**/*"
        for file in sorted((ROOT / name).glob(pattern)):
            if file.is_file() and (file.suffix in _TEXT or file.name in _NAMED):
                yield file


def _nodes(node: ast.AST, typing: bool) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if typing or not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield from _nodes(child, typing)


_TEXT = {".py", ".md", ".tcss", ".toml", ".txt", ".svg"}
_NAMED = {"Makefile", "LICENSE", ".gitignore", "run"}


def _name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _absolute(module: str, file: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = module.split(".") if file.name == "__init__.py" else module.split(".")[:-1]
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, node.module] if node.module else base)
