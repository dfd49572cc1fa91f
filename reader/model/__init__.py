"""The nouns, frozen: what every other room passes around. Nothing here does any work."""

from reader.model.article import Article, Coverage, Image, Provider
from reader.model.mark import NO_MARK, Mark, Verdict
from reader.model.problem import Problem

__all__ = ["NO_MARK", "Article", "Coverage", "Image", "Mark", "Problem", "Provider", "Verdict"]
