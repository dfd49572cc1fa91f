"""Pure string work: cleaning untrusted text, repairing, folding, dates, URLs, cell widths."""
