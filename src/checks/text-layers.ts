/** One way in which a text may be encoded, undone. */
export interface LayerDecoder {
  /** What was undone, as a finding words it, e.g. "base64". */
  readonly name: string;
  /** The text, or what was encoded in it, decoded; undefined where there is nothing to decode. Must be linear in its length. */
  readonly decode: (text: string) => string | undefined;
}

/** A text, and what had to be undone to read it, outermost first. */
export interface TextLayer {
  readonly text: string;
  readonly undone: readonly string[];
}

/** More than anybody nests by mistake. */
const DEEPEST = 4;
/** What all layers together may hold: a multiple of the text, and room for a short one. */
const GROWTH = 3;
const ROOM = 65_536;

/**
 * The text itself, and all that the decoders make of it and of each other's results, until nothing new comes out. Each
 * character of a layer is seen once by each decoder, and the layers hold at most three times the text and 64 Ki more.
 */
export function readLayers(text: string, decoders: readonly LayerDecoder[]): readonly TextLayer[] {
  const layers: TextLayer[] = [{ text, undone: [] }];
  const known = new Set([text]);
  let room = text.length * GROWTH + ROOM;
  // Grows while it is read.
  for (const { text: outer, undone } of layers) {
    if (undone.length === DEEPEST) break;
    for (const { name, decode } of decoders) {
      const inner = decode(outer);
      if (inner === undefined || inner.length > room || known.has(inner)) continue;
      room -= inner.length;
      known.add(inner);
      layers.push({ text: inner, undone: [...undone, name] });
    }
  }
  return layers;
}

/** How many characters of layers a reader remembers, unless a single text has more. */
const MOST_REMEMBERED = 4_000_000;

/** `readLayers` for texts that are read more than once: a dozen checks look at each message and each call. */
export function createLayerReader(decoders: readonly LayerDecoder[]): (text: string) => readonly TextLayer[] {
  const remembered = new Map<string, readonly TextLayer[]>();
  let held = 0;
  return (text) => {
    const known = remembered.get(text);
    if (known) return known;
    const layers = readLayers(text, decoders);
    const room = layers.reduce((sum, layer) => sum + layer.text.length, 0);
    if (held + room > MOST_REMEMBERED) {
      remembered.clear();
      held = 0;
    }
    remembered.set(text, layers);
    held += room;
    return layers;
  };
}
