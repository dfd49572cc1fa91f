from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.stories.links import linked

IDS = st.sampled_from("abcde")


def test_links_are_read_in_both_directions() -> None:
    near = linked([("a", ["g", "b"]), ("b", ["g"])])
    assert near == {"a": ("a", "g", "b"), "g": ("g", "a", "b"), "b": ("b", "a", "g")}


def test_what_links_to_nothing_is_in_no_graph() -> None:
    assert linked([]) == {}
    assert linked([("a", [])]) == {}


@given(st.lists(st.tuples(IDS, st.lists(IDS, max_size=4)), max_size=6))
def test_near_is_symmetric_and_holds_each_id_once(links: list[tuple[str, list[str]]]) -> None:
    near = linked(links)
    for node, others in near.items():
        assert others[0] == node
        assert len(set(others)) == len(others)
        assert all(node in near[other] for other in others)
