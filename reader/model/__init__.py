"""The nouns, frozen: what every other room passes around. Nothing here does any work.

Each is loaded when it is first asked for: making a class of values takes half a millisecond, and a first screen of
titles needs few of them. What is on its way names the module (`reader.model.mark`) instead of the room.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.article import Article, Coverage, Image, Provider
    from reader.model.mark import NO_MARK, Mark, Verdict
    from reader.model.problem import Problem

_HOMES = {
    **dict.fromkeys(("Article", "Coverage", "Image", "Provider"), "reader.model.article"),
    **dict.fromkeys(("NO_MARK", "Mark", "Verdict"), "reader.model.mark"),
    "Problem": "reader.model.problem",
}

__all__ = ["NO_MARK", "Article", "Coverage", "Image", "Mark", "Problem", "Provider", "Verdict"]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(_HOMES[name]), name)
