"""Components of JavaScript in a body: hidden, and what they hold is Markdown."""

from __future__ import annotations

import pytest

from reader.text.markup.generator_syntax import as_markdown


@pytest.mark.parametrize(
    ("body", "modules", "markdown"),
    [
        ("<Tabs>\n  <Tab label='npm'>\n\n    a\n    ```\n      b\n    ```\n  </Tab>\n</Tabs>\nc", False,
         "\n\n**npm**\n\n\na\n```\n  b\n```\n\n\nc"),
        ("1. a\n\n    <Choice>\n      <Option good>\n        b\n      </Option>\n    </Choice>", True,
         "1. a\n\n\n\n    b\n\n"),
        ("<Box>\n### a\n</Box>", False, "\n### a\n"),
        ("<Info a={[{ b: '>' }]}\n  onClick={() => c}\n  title=\"D &amp; d\"\n/>\ne", False, "\n**D &amp; d**\n\ne"),
        ("<my-card caption='A *b*'>\nc\n</my-card>", False, "\n**A \\*b\\***\n\nc\n"),
        ("<Yes />\n<No>it's</No>", False, "\n<No>it's</No>"),
        ("<String>\na", False, "<String>\na"),
        ("<String>\na", True, "\na"),
        ("<Open a\n\nb", False, "<Open a\n\nb"),
        ("<odd>\na\n</odd> b <Tab>", False, "<odd>\na\n</odd> b <Tab>"),
        ("</Tabs>\na", False, "\na"),
        ("<span style={{ a: '1' }} b={c}>d</span> <Tab/>", False, "<span style b>d</span> <Tab/>"),
        ("<a\n  href='/b'\n  style={{ c: 'd' }}\n>\ne</a>\n<B/>", True, "<a href='/b' style >\ne</a>\n"),
        ("`<Ab>` x\n\n   <Ab>\n   </Ab>", False, "`<Ab>` x\n\n\n"),
    ],
)  # fmt: skip
def test_what_stands_in_components(body: str, modules: bool, markdown: str) -> None:
    assert as_markdown(body, modules=modules) == markdown


def test_code_that_an_indent_makes_stays() -> None:
    body = "a:\n\n    <Location />\n    {% include b %}\n    <!-- c -->\n\n- e\n\n    <Fg/>\n\n        <Hi/>\n\nj"
    assert as_markdown(body) == body.replace("    <Fg/>", "")
    assert as_markdown("1. a\n\n        <Location />", modules=True) == "1. a\n\n"
    assert as_markdown("a <B.C d='e' /> f </B.C>", modules=True) == "a  f "
