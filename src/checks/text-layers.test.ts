import { describe, expect, it } from "vitest";
import { allDecoders } from "./layer-decoders.ts";
import { betrays } from "./pan-detector.ts";
import { createPanSearch } from "./pan-search.ts";
import { sampleCard, sampleExpectation } from "./sample-messages.fixture.ts";
import { createLayerReader, type LayerDecoder, readLayers } from "./text-layers.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("the layers of a text", () => {
  it("are what each decoder makes of it, and of another's result, named outermost first", () => {
    const text = base64("=?utf-8?Q?=34=32?= here").replace(
      /./g,
      (character) => `%${character.charCodeAt(0).toString(16)}`,
    );
    const found = readLayers(text, allDecoders).find((layer) => layer.text.includes("42 here"));
    expect(found?.undone).toEqual(["percent encoding", "base64", "encoded words"]);
  });

  it("are no more than one where nothing is encoded", () => {
    expect(readLayers("123456 is your code", allDecoders)).toEqual([{ text: "123456 is your code", undone: [] }]);
  });

  it("end where nothing new comes out, and at the fourth depth", () => {
    const swap: LayerDecoder = { name: "swap", decode: (text) => [...text].reverse().join("") };
    expect(readLayers("abc", [swap])).toHaveLength(2);
    const grow: LayerDecoder = { name: "grow", decode: (text) => `${text}.` };
    expect(readLayers("abc", [grow]).at(-1)).toEqual({ text: "abc....", undone: ["grow", "grow", "grow", "grow"] });
  });
});

describe("a reader of layers", () => {
  it("decodes a text once, however many checks read it, and another text anew", () => {
    const decoded: string[] = [];
    const decode = (text: string) => {
      decoded.push(text);
      return undefined;
    };
    const read = createLayerReader([{ name: "looking", decode }]);
    expect(read("abc")).toBe(read("abc"));
    expect(read("abd")).toEqual([{ text: "abd", undone: [] }]);
    expect(decoded).toEqual(["abc", "abd"]);
  });

  it("forgets what was read before rather than hold more than eight megabytes", () => {
    let decodings = 0;
    const decode = () => {
      decodings += 1;
      return undefined;
    };
    const read = createLayerReader([{ name: "looking", decode }]);
    for (const text of ["a".repeat(3_000_000), "b".repeat(3_000_000), "a".repeat(3_000_000)]) read(text);
    expect(decodings).toBe(3);
  });
});

/** What a decoder sees most of, over and over. */
const hostile = [
  ...[
    "1 2 3 4 ",
    "36467 ",
    "<",
    "<a ",
    "&#",
    "&#0",
    "%25",
    "%34%",
    "=3",
    "=\r\n",
    "=?utf-8?B?",
    "*0=",
    ";a",
    "\\u",
    "\\0",
  ],
  ...[
    "\\3 ",
    "+ADQ",
    "xn--a-",
    "3",
    "34",
    "34 ",
    "0x34,",
    "52, ",
    "064 ",
    "QUFB",
    "H4sIAAAA",
    base64("%25"),
    "\uFDFA",
    "<!--",
  ],
];

describe("the work on a hostile text", () => {
  it.each(hostile)("of %j grows no faster than the text", (unit) => {
    const workOn = (length: number): number => {
      let seen = 0;
      const counting = allDecoders.map(({ name, decode }): LayerDecoder => {
        return {
          name,
          decode: (text) => {
            seen += text.length;
            return decode(text);
          },
        };
      });
      readLayers(unit.repeat(length / unit.length), counting);
      return seen;
    };
    // The text itself, three times as much in layers, and 64 Ki; for each decoder.
    for (const length of [10_000, 100_000])
      expect(workOn(length)).toBeLessThan((4 * length + 65_536) * allDecoders.length);
  });

  it("of five megabytes is done, whatever they are", () => {
    const search = createPanSearch([sampleCard.pan]);
    const text = "4539 1488 0343 6466 <a &#52;=?".repeat(170_000);
    expect(search(`${text}${sampleCard.pan}`)).toBeDefined();
    expect(betrays("longTail", "1 2 3 4 5 ".repeat(500_000), sampleExpectation)).toBe(false);
  });
});
