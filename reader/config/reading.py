"""The document of a `config.toml` read into settings; each fault is noted with its line, and none ends the reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reader.config.definitions import definitions
from reader.config.settings import BUILT_IN_VIEWS, SavedView, Settings
from reader.config.toml_lines import line_of
from reader.config.value_kinds import Names, Single, Text, Views, Words
from reader.errors import ConfigError

_VIEW_FIELDS = ("name", "query", "key")
_VIEW_KEYS = ("", *"123456789")


class Reading:
    """One reading of one file: the faults found so far, and where each setting was set."""

    def __init__(self, path: Path, lines: dict[tuple[str | int, ...], int]) -> None:
        self.path = path
        self.lines = lines
        self.faults: list[ConfigError] = []
        self.sources: dict[str, str] = {}

    def settings(self, document: Mapping[str, Any]) -> Settings:
        """Return what the document sets; of a setting with a fault, the default."""
        known = {item.name: item for item in definitions()}
        values: dict[str, Any] = {}
        for name, value in document.items():
            if name not in known:
                self.unknown((name,), "setting", known)
                continue
            match known[name].kind:
                case Names() as kind:
                    values[name] = self.names(name, value, kind)
                case Views() as kind:
                    values[name] = self.views(value, kind)
                case kind if (found := self.single((name,), value, kind)) is not None:
                    self.sources[name] = self.place((name,))
                    values[name] = found
        if values.get("state"):
            values["state"] = self.state(values["state"])
        return Settings(**values, sources=self.sources)

    def single(self, path: tuple[str | int, ...], value: object, kind: Single) -> Any:
        """Return the value as its kind reads it, or None after noting the fault."""
        found = kind.read(value)
        if found is None:
            options = [option for option in getattr(kind, "options", ()) if isinstance(option, str)]
            words = [
                word for word in (value if isinstance(value, list) else [value]) if isinstance(word, str)
            ]
            hint = next(
                (near for word in words if word not in options and (near := nearest(word, options))), ""
            )
            self.fault(path, f"{quoted(path[-1])} must be {kind.expected}", hint)
        return found

    def names(self, table: str, value: object, kind: Names) -> dict[str, tuple[str, ...]]:
        """Return a table from names to lists of texts."""
        if not isinstance(value, dict):
            self.fault((table,), f"{quoted(table)} must be {kind.expected}, under [{table}]")
            return {}
        found: dict[str, tuple[str, ...]] = {}
        for name, words in value.items():
            path = (table, name)
            if kind.allowed is not None and name not in kind.allowed:
                self.unknown(path, kind.noun, kind.allowed)
            elif (read := self.single(path, words, Words())) is not None:
                own = name if kind.allowed is None else kind.allowed[name]
                found[own] = found.get(own, ()) + read
                self.sources[f"{table}.{own}"] = self.place(path)
        return found

    def views(self, value: object, kind: Views) -> tuple[SavedView, ...]:
        """Return the built-in views with the user's among and after them."""
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(("views",), f"“views” must be {kind.expected}")
            return BUILT_IN_VIEWS
        own: dict[str, SavedView] = {}
        keys: dict[str, str] = {}
        for index, item in enumerate(value):
            view = self.view(("views", index), item)
            if view is None:
                continue
            if view.name in own:
                self.fault(("views", index, "name"), f"there are two views of the name {quoted(view.name)}")
            if view.key and view.key in keys:
                taken = f"the key {view.key} goes to the view {quoted(keys[view.key])} already"
                self.fault(("views", index, "key"), taken)
            own[view.name] = view
            keys[view.key] = view.name
            self.sources[f"views.{view.name}"] = self.place(("views", index))
        built_in = (SavedView(view.name, view.query) if view.key in keys else view for view in BUILT_IN_VIEWS)
        merged = {view.name: view for view in built_in} | own
        return tuple(merged.values())

    def view(self, path: tuple[str | int, ...], item: Mapping[str, object]) -> SavedView | None:
        """Return one view, or None after noting what is wrong with it."""
        before = len(self.faults)
        for name in item:
            if name not in _VIEW_FIELDS:
                self.unknown((*path, name), "field of a view", _VIEW_FIELDS)
        texts = {
            name: self.single((*path, name), item[name], Text()) for name in _VIEW_FIELDS if name in item
        }
        for name in ("name", "query"):
            if name not in texts or (name == "name" and texts[name] == ""):
                self.fault((*path, name), f"a view needs a {name}")
        if texts.get("key", "") not in (*_VIEW_KEYS, None):
            self.fault((*path, "key"), "“key” must be one of the digits 1 to 9, in quotes")
        return SavedView(**texts) if len(self.faults) == before else None

    def state(self, value: str) -> str:
        """Return the path of the file of marks; a relative one begins at the folder of the settings."""
        try:
            return str(self.path.parent / Path(value).expanduser())
        except RuntimeError:
            self.fault(("state",), f"the home folder in {quoted(value)} is not known")
            return value

    def unknown(self, path: tuple[str | int, ...], noun: str, known: Iterable[str]) -> None:
        """Note a name that means nothing, with the nearest one that does."""
        name = str(path[-1])
        hint = nearest(name, known) or "`reader config` lists what there is"
        self.fault(path, f"there is no {noun} {quoted(name)}", hint)

    def fault(self, path: tuple[str | int, ...], message: str, hint: str = "") -> None:
        """Note a fault at the place of a key."""
        self.faults.append(ConfigError(message, place=self.place(path), hint=hint))

    def place(self, path: tuple[str | int, ...]) -> str:
        """Return `file:line` of a key, or the file alone where its line is not known."""
        line = line_of(self.lines, path)
        return f"{self.path}:{line}" if line else str(self.path)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the hint that names the most similar of some names, "" where none is similar."""
    # Needed only when something is wrong.
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), 1)
    return f"did you mean “{near[0]}”?" if near else ""


def quoted(name: object) -> str:
    """Return a name of the file in quotes, with nothing in it that could act on a terminal."""
    text = str(name)
    return f"“{text}”" if text.isprintable() else ascii(text)
