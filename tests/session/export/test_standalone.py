"""Whole articles in one document: none reaches into the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.session.export.standalone import standalone

PIECES = st.sampled_from(
    ["[a]", "[a][b]", "[b][]", "\n[a]: https://a.example\n", "[b]: <https://b.example> 'T'", "```", "~~~\n",
     "\n", "\n\n", "# h", "## h", "t\n===\n", "t\n---\n", "- ", "> ", "    ", "`", "<!--", "<pre>", "[^1]", "[^1]: n",
     "\\[a]", "x", "* * *"]
)  # fmt: skip
BODIES = st.lists(PIECES, max_size=15).map("".join)


@pytest.mark.parametrize(
    ("body", "alone"),
    [
        ("See [ref][1].\n\n[1]: https://a.example", "See [ref](<https://a.example>)."),
        ("[One two] [ONE  two][]\n![i][one two]\n\n[one Two]: <https://a.example/b c> 'T'",
         '[One two](<https://a.example/b%20c> "T") [ONE  two](<https://a.example/b%20c> "T")\n'
         '![i](<https://a.example/b%20c> "T")'),
        ("[a]\n\n[a]: https://a.example\n  \"T\"\nb", "[a](<https://a.example> \"T\")\n\nb"),
        ("[a]: words that define nothing", "\\[a]: words that define nothing"),
        ("[long\nword][1]\n\n[1]: /b", "[long\nword](</b>)"),
        ("[a](b) [[w]] [x][y] - [ ] - [x]", "[a](b) \\[\\[w]] \\[x]\\[y] - [ ] - [x]"),
        ("`[a]` \\[a] [a]\n\n```\n[a]\n[a]: c\n```\n[a]: b", "`[a]` \\[a] [a](<b>)\n\n```\n[a]\n[a]: c\n```"),
        ("> [!NOTE]\n> a", "> [!NOTE]\n> a"),
        ("a[^1] [^1]: b\n\n[^1]: c", "a[^id-1] [^id-1]: b\n\n[^id-1]: c"),
        ("# A\n\n###### B\n\nC\n===\n\nD\n---", "## A\n\n###### B\n\n## C\n\n### D"),
        ("a\n\n---\n\nb\nc\n===", "a\n\n---\n\nb\nc\n---"),
        ("- a\n---", "- a\n---"),
        ("~~~~\na\n~~~", "~~~~\na\n~~~\n~~~~"),
        ("- a\n- ```\n  b", "- a\n- ```\n  b"),
        ("> ```\n> b", "> ```\n> b"),
        ("```\na\n```", "```\na\n```"),
        ("a\n\n<!-- b", "a\n\n<!-- b\n-->"),
        ("<pre>a", "<pre>a\n</pre>"),
        ("<pre>a</pre>", "<pre>a</pre>"),
        ("[" * 30_000, "```\n" + "[" * 30_000 + "\n```"),
        ("plain", "plain"),
    ],
)  # fmt: skip
def test_what_a_body_becomes(body: str, alone: str) -> None:
    assert standalone(body, "id") == alone


@given(BODIES, BODIES)
def test_what_follows_is_what_it_is_by_itself(first: str, second: str) -> None:
    parser = MarkdownIt().enable("table")
    both = parser.render(f"{standalone(first, 'a')}\n\n# End\n\n{standalone(second, 'b')}")
    assert "<h1>End</h1>" in both
    before, _, after = both.partition("<h1>End</h1>\n")
    assert "<h1>" not in before
    assert after == parser.render(standalone(second, "b"))
