const namedCharacters: Readonly<Record<string, string>> = {
  commat: "@",
  period: ".",
  plus: "+",
  lowbar: "_",
  amp: "&",
};

/** Of JSON, of JavaScript in two more ways, of HTML; and the one of quoted-printable that `name=12` is not. */
const hexEscapes = [
  /\\u([0-9a-f]{4})/gi,
  /\\u\{([0-9a-f]{1,6})\}/gi,
  /\\x([0-9a-f]{2})/gi,
  /&#x([0-9a-f]{1,6});/gi,
  /=(40)/g,
];

/** A text as JSON, JavaScript, HTML or a mail would have it read. */
export function undoEscapes(text: string): string {
  const toText = (whole: string, hex: string) => toCharacter(Number.parseInt(hex, 16), whole);
  return hexEscapes
    .reduce((rest, pattern) => rest.replace(pattern, toText), text)
    .replace(/&#([0-9]{1,7});/g, (whole, decimal: string) => toCharacter(Number(decimal), whole))
    .replace(/&([a-z]{3,6});/gi, (whole, name: string) => namedCharacters[name.toLowerCase()] ?? whole);
}

const toCharacter = (codePoint: number, otherwise: string): string =>
  codePoint > 0 && codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : otherwise;
