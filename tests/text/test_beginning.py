"""The beginning of a body: its words, and no sign of how they are marked."""

from __future__ import annotations

from reader.text.beginning import LIMIT, beginning


def test_only_the_words_are_left() -> None:
    body = (
        "# Storm *hits*\n\n![map](a.png 'x') <!-- no\n text -->\n```py\nimport code\n```\nimport X from 'y'\n"
        '{{< figure src="a" >}}{% include b %}\n'
        "> 1. The [__quay__](https://x.example/a 'T') of `snake_case` is~~n't~~ 5 * 6 &amp; <b>wet</b>.\n\n"
        "- [ ] A\\*b https://a.example/very/long\n\n|a|b|\n|-|:-:|\n|c|d|\n\nHead\n====\n***\n\n"
        "[far]: https://far.example\n<script>alert(1)\n\n</script>[last][far]\n"
    )
    words = "Storm hits The quay of snake_case isn't 5 6 & wet. Ab a b c d Head last"
    assert beginning(body) == words


def test_it_is_bounded_whatever_the_body_is() -> None:
    assert beginning("") == ""
    assert len(beginning("word " * 100_000)) == LIMIT
    for sign in "[<{`*_|>#!~-":
        assert len(beginning(sign * 100_000)) <= LIMIT
    assert beginning("```\nonly code") == ""
