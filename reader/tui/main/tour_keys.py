"""The tour for those who have other keys: its articles name the ones of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.config.settings import KEYMAPS

if TYPE_CHECKING:
    from reader.commands import Keymap
    from reader.model import Coverage
    from reader.session.session import Session


def with_user_keys(keymap: Keymap, coverage: Coverage, session: Session) -> Coverage:
    """Return an article of the tour with the keys of a keymap in its text; any other as it is."""
    settings = session.settings
    if not settings.keys and settings.keymap == KEYMAPS[0]:
        return coverage
    # For those who have other keys.
    from dataclasses import replace

    from reader.commands import COMMANDS
    from reader.commands.rewrite_keys import rewrite_keys
    from reader.model import Article
    from reader.tour import tour_path

    if not isinstance(coverage, Article) or list(session.roots) != [tour_path()]:
        return coverage
    return replace(coverage, body=rewrite_keys(coverage.body, COMMANDS, keymap))
