"""Bodies on the screen: every word can be read at any width and is found, no tag is left, and no line is too wide."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.fold import fold
from reader.text.markup.plain import plain_words
from reader.tui.render.article.body import set_body
from reader.tui.render.lines import line_text, line_width

# What holds words, in the habits of many sites: `@` is where a word of its own comes.
BLOCKS = st.sampled_from(
    [
        "# @ {#id}", "@ *@* **@** ~~@~~ `@` [@](https://a.example) @[^n]\n\n[^n]: @", "- @\n- @\n\n  > @",
        "3. @\n   - @",
        "> [!warning] @ **@**\n> @", ":::tip @\n@\n:::", "| @ | @ |\n|:-:|--:|\n| @ @ | `@` |", "```sh\n@ | <@>\n```",
        "<details>\n<summary>@</summary>\n\n@\n\n</details>", "<p>@ <kbd>@</kbd><br>@ &amp; <img alt='@' src=x></p>",
        "@ <b>@</b> <sub>@</sub> <img src='a' alt='@'> <!-- hidden -->",
        "<Tabs>\n  <Tab label='@'>\n\n    @\n  </Tab>\n</Tabs>",
        "{% include fig.html src='a.png' caption='@' %}", "{{< note >}}\n@\n{{< /note >}}",
        "{% highlight js %}\n@\n{% endhighlight %}",
        "{% raw %}@{% endraw %} {/* hidden */}", "[[@]] ![[@]] [[@|@]]", "@\n: @", "@  \n@\\\n@",
        "<ul><li>@<li><b>@</b></ul>",
        "日本@語 **@**、@", "<table><tr><td>@<td>@</table>", "%% hidden %%", "import X from 'hidden'", "    @\n\n    @",
    ]
)  # fmt: skip
TAGS = re.compile(r"</?[A-Za-z]|\{%|\{\{|:::|\[\[|\{/\*")


def _worded(blocks: Sequence[str]) -> tuple[str, list[str]]:
    """Return the blocks as a body, with a word of its own for each place of one, and the words."""
    words: list[str] = []

    def word(_place: re.Match[str]) -> str:
        words.append(f"w{len(words):03}q")
        return words[-1]

    return re.sub("@", word, "\n\n".join(blocks)), words


@given(st.lists(BLOCKS, max_size=12), st.sampled_from([12, 24, 40, 72, 100]))
def test_every_word_is_shown_and_found_and_nothing_else(blocks: Sequence[str], width: int) -> None:
    body, words = _worded(blocks)
    text = set_body(body, "markdown", width)
    lines = list(text)
    shown = "\n".join([*map(line_text, lines), *text.links.urls])
    found = fold(plain_words(body, "markdown"))
    for word in words:
        # Narrow columns break words in two.
        assert word in shown or width < 40, "shown"
        assert word in found, "found"
    assert "hidden" not in shown + found
    outside = "\n".join("".join(span.text for span in line if "code" not in span.style) for line in lines)
    assert not TAGS.search(outside)
    assert not re.search(r"\b(?:details|summary|kbd|endnote|endraw|highlight)\b", found), "names of tags"
    assert max(map(line_width, lines), default=0) <= width


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ("> [!warning]+ Mind **this** `step`\n> a", "│ Warning · Mind this step"),
        ("> [!note]\n> a", "│ Note"),
        ("> [!Tip|wide] tip of the day", "│ tip of the day"),
        ("> *[!note]* a", "│ [!note] a"),
        ("Go to [[Home]], [[Away#Far|there]] or ![[map.png]]", "Go to Home, there[1] or [map.png]"),
        ("x[[1]] [[ -f a ]] [[1]](b) [[a\nb]]", "x[[1]] [[ -f a ]] [1][1] [[a b]]"),
        ("a <ruby>漢<rt>kan</rt></ruby> <q>so</q>", "a 漢(kan) “so”"),
        ("a <ruby>字<rp>[</rp><rt>ji</rt><rp>]</rp></ruby>", "a 字[ji]"),
        ("a <img alt='A &amp; B' src='c'>", "a [A & B][1]"),
    ],
)  # fmt: skip
def test_what_stands_in_the_first_line(body: str, first: str) -> None:
    assert line_text(next(iter(set_body(body, "markdown", 80)))) == first
