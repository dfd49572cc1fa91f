"""Texts that would rather be something else, for the tests of what is handed on."""

from __future__ import annotations

HOSTILE = (
    "</title><script>alert(1)</script>",
    "](javascript:alert(1))",
    "[@click=app.quit]",
    "\"><img src=x onerror='alert(1)'>",
    "<!-- --> <![CDATA[ ]]> &lt;b&gt; &#60; &amp;amp;",
    "# heading #",
    "- item",
    "1. item",
    "---",
    "===",
    "| a | b |",
    "~~gone~~ **bold** _so_ `code` \\",
    "![picture](https://evil.example/x.png)",
    "<https://evil.example>",
    "[name]: https://evil.example",
    "``` fence",
    "> quote",
    "+ item",
)
"""One line each, and clean, as texts of articles are."""
