"""Ordinary writing of many languages, with the signs that stand next to its letters."""

from __future__ import annotations

SENTENCES = (
    "The city’s “smart” café — naïve, it seems – costs £5…",
    "SÃO PAULO: A MANHÃ “DE AMANHÔ – IRMÃ… É “ASSIM” NO MARANHÃO",
    "São João não é à beira-mar; coração, ações, órfã.",
    "PRIVÉ\xa0: «\xa0À LA CARTE\xa0» – L’ÉTÉ… CAFÉ™, NESTLÉ® et PÂTÉ\xa0!",
    "Où est le garçon\xa0? Il a été «\xa0très\xa0» âgé, privé\xa0€20, à\xa0£20.",
    "Die STRAßE ist „groß“, Fuß\xadball macht Spaß… „Ä“ und „Ö“ und „Ü“ – ÄÖÜ!",
    "„Stráž“ říš“ „víš“ příliš žluťoučký kůň úpěl ďábelské ódy: É“, Ý”, Š",
    "Łódź, zażółć gęślą jaźń „tak” – ŻÓŁĆ… I ó” i ń”.",
    "Ñandú, pingüino, ¿qué?, ESPAÑA… «SEÑOR» “AÑO” Nº 5, 3ª",
    "Blåbærsyltetøj på Ærø, ÅR “2020”, 25 Å², smørrebrød",
    "İstanbul'da ağaç, ŞİŞLİ “ÇOK” güzel… â “kâr”",
    "Tiếng Việt: Ấn Độ, “TẠI ĐÂY”, cà phê sữa đá; dâ”",
    "Привет, мир! «Ёлка» – это “да”…",
    "Ελληνικά: «Καλημέρα» – ΟΛΑ ΚΑΛΑ…",
    "עברית: ״שלום״ – שָׁלוֹם",
    "العربية: «مرحبا» – السلام عليكم؟ می‌خواهم",
    "हिन्दी में “नमस्ते” – क्‍ष, ठीक है।",
    "日本語の「新聞」――東京…、中文“新闻”、한국어 ‘신문’",
    "👩‍🚀 🏳️‍🌈 👍🏽 5€ ± 3° ½ × 4 µm § 12 ©2020 ™",
    "Þetta er íslenska: ÞAÐ “ER” SVO… Ðí",
    "Română: ÎN “ÎNCEPUT” a fost cuvântul, ȘI țara… Î»",
    "Welsh â “phobl”, Gŵyl Ŷd; Gaeilge: ÉIRE’s BEYONCÉ’s Í…",
    "a < b && c > d, R&D, Q&A, AT&T; x&copy=1",
)
