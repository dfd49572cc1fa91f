from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import pytest

import reader.query


@pytest.mark.parametrize("name", reader.query.__all__)
def test_a_name_is_never_the_module_it_lives_in(name: str) -> None:
    for module in iter_modules(reader.query.__path__):
        import_module(f"reader.query.{module.name}")
    assert not isinstance(getattr(reader.query, name), ModuleType)


def test_there_are_no_other_names() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = reader.query.nothing
