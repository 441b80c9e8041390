/** How digits are written as the numbers of their characters. */
interface CodeStyle {
  /** A run of at least five codes, of digits or of what parts them. */
  readonly run: RegExp;
  readonly codesIn: (run: string) => readonly string[];
  readonly radix: number;
}

/** `34353339`, `34 35`, `0x34, 0x35`, `\x34`, `U+0034`; also with the zeros of UTF-16 and the codes of blank, `-`, `.`, `/`. */
const hexadecimal: CodeStyle = {
  run: /(?:(?:0x|\\x|u\+|#)?(?:3[0-9]|2[0def]|00)[\s,;:.\-'"]{0,3}){5,}/gi,
  codesIn: (run) => run.replace(/0x|\\x|u\+|[#\s,;:.\-'"]/gi, "").match(/../g) ?? [],
  radix: 16,
};
/** `52, 53, 51`: an array, a serialised buffer. */
const decimal: CodeStyle = {
  run: /(?<![0-9])(?:(?:4[5-9]|5[0-7]|32)[\s,;:]{1,3}){4,}(?:4[89]|5[0-7])(?![0-9])/g,
  codesIn: (run) => run.match(/[0-9]+/g) ?? [],
  radix: 10,
};
/** `064 065`, `0o64`. */
const octal: CodeStyle = {
  run: /(?<![0-9])(?:0o?(?:6[0-7]|7[01]|40|55|56)[\s,;:]{1,3}){4,}0o?(?:6[0-7]|7[01])(?![0-9])/g,
  codesIn: (run) => run.replaceAll("o", "").match(/[0-9]+/g) ?? [],
  radix: 8,
};

/** What runs of character codes say, one a line; undefined where there is none. */
export function decodeCharacterCodes(text: string): string | undefined {
  const said = [hexadecimal, decimal, octal].flatMap((style) => spoken(text, style));
  return said.length === 0 ? undefined : said.join("\n\uFFFC\n");
}

function spoken(text: string, style: CodeStyle): readonly string[] {
  return [...text.matchAll(style.run)].flatMap(({ 0: run, index }) => {
    if (style !== hexadecimal) return [read(run, style)];
    // A digit in front may have been taken for half a code: read once more from the next one on.
    return [read(run, style), read(text.slice(index + 1, index + run.length + 1), style)];
  });
}

/** UTF-16 writes a zero octet beside each digit's. */
function read(run: string, { codesIn, radix }: CodeStyle): string {
  const octets = codesIn(run).map((code) => Number.parseInt(code, radix));
  return octets.map((octet) => (octet > 0 ? String.fromCharCode(octet) : "")).join("");
}
