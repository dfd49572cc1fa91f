"""An article as styled lines: head, body in Markdown, card."""
