from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.corpus.files.scan import FileStat
from reader.corpus.refresh.pending_files import PendingFiles

_NAME = st.text("ab-1", min_size=1, max_size=3)
STATS = st.lists(
    st.builds(
        lambda folder, name, elsewhere, size: FileStat(
            f"{folder}/{name}" if folder else name,
            f"/hidden/{name}" if elsewhere else f"/base/{folder}/{name}".replace("//", "/"),
            size,
            size * 3,
            size * 5,
        ),
        st.sampled_from(["", "a", "b/c"]),
        _NAME,
        st.booleans(),
        st.integers(0, 1 << 40),
    ),
    unique_by=lambda stat: stat.path,
    max_size=9,
)


@given(STATS)
def test_what_is_put_on_a_pile_is_there_by_name(stats: list[FileStat]) -> None:
    pending = PendingFiles()
    for stat in stats:
        pending.add(stat)
    assert list(pending) == stats
    pending.sort()
    assert len(pending) == len(stats)
    assert sorted(pending, key=lambda stat: stat.path) == sorted(stats, key=lambda stat: stat.path)
    names = [stat.path.rpartition("/")[2] for stat in pending]
    assert names == sorted(names, reverse=True)
    assert [pending[place] for place in range(len(pending))] == list(pending) == pending[:]
    assert pending.paths == {stat.path for stat in stats}
