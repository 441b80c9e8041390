/** Numbers at which a length, a count or an offset goes over. */
export const boundaryNumbers: readonly number[] = [
  ...[0, 1, 2, 3, 0x0f, 0x10, 0x3f, 0x40, 0x7f, 0x80, 0xbf, 0xc0, 0xfe, 0xff, 0x100, 0x3fff, 0x7fff, 0x8000, 0xc00c],
  ...[0xfffe, 0xffff, 0x1_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff],
];

/** The same, and what is no number at all, where digits stand. */
export const boundaryTexts: readonly string[] = [
  ...["", "0", "-1", "+1", "00000000000000000001", "255", "256", "65535", "65536", "2147483647", "2147483648"],
  ...["4294967295", "4294967296", "9007199254740993", "18446744073709551616", "1e309", "0x10", "1.5", "NaN"],
  ...["٣", "１２", "1".repeat(400)],
];

/** What breaks parsers, terminals and pages. */
export const hostilePieces: readonly Buffer[] = [
  ...["\0", "\r", "\n", "\r\n", "\r\n\r\n", "\r\n.\r\n", "\u2028", "\ufeff", "\u202e", "\u2066", "\u200b", "e\u0301"],
  ...["\x1b[2J", "\x1b]0;title\x07", "\u009b31m", "\b\b\b", "\x7f", "👩‍👩‍👧‍👦", "🇬🇧", "İ", "ß", "ﷺ"],
  ...["<script>alert(1)</script>", "\"'`", "&amp;", "]]>", "$(x)", "{{x}}", "{{{x}}}", "%00", "%0d%0a", "%s%n"],
  ...["../../../../etc/passwd", "; DROP TABLE", "=?utf-8?q?=00?=", "=?x?b?////?=", "\\", "\\000", "xn--", "@", "<>"],
  ...['{"__proto__":1}', '"__proto__":{"x":1},', "[".repeat(2_000), '{"a":'.repeat(2_000), "(".repeat(500)],
  ...["a".repeat(1_000), " ".repeat(2_000), "--b\r\n".repeat(100), "<div>".repeat(500), "&#49;".repeat(300)],
]
  .map((text) => Buffer.from(text))
  .concat(
    // No UTF-8: an overlong NUL, half a surrogate, half a character, octets that stand nowhere in it.
    ["c080", "eda080", "f09f", "fffe", "80", "c00c", "ffffffff"].map((octets) => Buffer.from(octets, "hex")),
  );
