"""What publishing some articles would change: the one line of each file, or the sentence why a file stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.corpus.edit.published import PublishedEdit, set_published
from reader.corpus.front_matter.field_names import FieldNames
from reader.corpus.index.contents import contents_of
from reader.corpus.parse.read_article import parse_article
from reader.errors import EditError
from reader.model import Article
from reader.session.publish.files import digest, explained, obstacle, read_whole
from reader.session.state.carry import sketches_of
from reader.text.sketch import is_other

if TYPE_CHECKING:
    from reader.corpus.files.scan import FileStat
    from reader.corpus.library import Snapshot
    from reader.session.session import Session

READY = "is:draft is:approved"
"""The query for what waits to be published: the drafts that were approved."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file and the edit that is to be made in it; `before` and `after` are the digests of its bytes then."""

    article_id: str
    path: str
    file: Path
    edit: PublishedEdit
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that stays as it is: its path in the corpus, and one sentence that says why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written. `published` is what the files will say, `settled` how many say it already.

    `takes_back` names the run that this one would undo, "" for a new one.
    """

    published: bool
    changes: tuple[FileChange, ...] = ()
    refused: tuple[Refusal, ...] = ()
    settled: int = 0
    takes_back: str = ""


def plan(
    session: Session,
    rows: Sequence[int],
    *,
    published: bool = True,
    corpus: Snapshot | None = None,
    on_progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> Plan:
    """Return what would make the articles of these rows (of the present snapshot, unless given) published, or not.

    Every file is read, and must hold what the index has of it: a decision was made about that. A file in which another
    article stands than the one that was marked stays as it is. Of an article that stands in several files, the one that
    is shown is changed. `on_progress` is told of files done, and of how many.
    """
    corpus, names = session.corpus if corpus is None else corpus, session.library.names
    said = corpus.column("published")
    wanted = [row for row in rows if said[row] is not published]
    replaced = _replaced(session, corpus, corpus.keys_of(wanted))
    changes: list[FileChange] = []
    refused: list[Refusal] = []
    for done, article in enumerate(corpus.articles(wanted)):
        on_progress(done, len(wanted))
        try:
            if article.key in replaced:
                raise EditError("its file holds another article since it was marked", hint="look at it again")
            changes.append(_change(article, corpus.known(article.path), published, names))
        except EditError as error:
            refused.append(Refusal(article.path, str(error)))
    return Plan(published, tuple(changes), tuple(refused), len(rows) - len(wanted))


def _replaced(session: Session, corpus: Snapshot, keys: Sequence[str]) -> set[str]:
    """Return those of some identities whose files hold another article than when they were marked."""
    noted = session.journal.contents
    marked = noted.keys() & keys
    here = corpus.from_index(lambda index: contents_of(index, marked)) | sketches_of(corpus, marked)
    return {key for key, content in here.items() if is_other(noted[key], content)}


def _change(article: Article, known: FileStat | None, published: bool, names: FieldNames) -> FileChange:
    """Return the change of one article's file. Raises `EditError` where there can be none."""
    if known is None:
        raise EditError("it is no longer in the corpus")
    file = Path(known.absolute)
    with explained():
        data, status = read_whole(file)
        same = (status.st_size, status.st_mtime_ns) == (known.size, known.mtime_ns)
        same = same and _is_same(parse_article(data, article.path, names=names).article, article)
        edit = set_published(data, published, names=names) if same else None
        if edit is None:
            raise EditError("it has changed since it was read", hint="look at it again")
        if reason := obstacle(file, status):
            raise EditError(reason)
    return FileChange(article.id, article.path, file, edit, digest(data), digest(edit.splice.applied(data)))


def _is_same(found: Article | None, known: Article) -> bool:
    """Tell whether a file holds the article that the index has of it, but for what that knows of other files."""
    return found is not None and _alone(found) == _alone(known)


def _alone(article: Article) -> Article:
    return replace(article, key="", id="", paths=(), files=(), broken=frozenset())
