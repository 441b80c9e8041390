/**
 * Tables that a message may declare in its user data header in place of the usual ones: 3GPP TS 23.038 annex A.2
 * (single shift, behind the escape) and A.3 (locking shift, for all the rest). Those of Turkish, Spanish and Portuguese
 * are here; the ten of India's languages are known by name and not read.
 */
export interface NationalTables {
  /** Language identifiers of TS 23.038 §6.2.1.2.4; absent: the default table. */
  readonly locking?: number;
  readonly single?: number;
}

/** The languages whose tables are here, as settings name them. */
export const nationalLanguages = ["turkish", "spanish", "portuguese"] as const;
export type NationalLanguage = (typeof nationalLanguages)[number];

const names: readonly string[] = [
  "reserved",
  "Turkish",
  "Spanish",
  "Portuguese",
  "Bengali",
  "Gujarati",
  "Hindi",
  "Kannada",
  "Malayalam",
  "Oriya",
  "Punjabi",
  "Tamil",
  "Telugu",
  "Urdu",
];

/** The language of a table, for findings. */
const tableName = (identifier: number): string => names[identifier] ?? `number ${identifier}`;

/** Characters in code order, from a code on; what is not named stays as in the default table. */
type Patch = readonly (readonly [from: number, characters: string])[];

const lockingPatches: Readonly<Record<number, Patch>> = {
  1: [
    [0x04, "€"],
    [0x07, "ı"],
    [0x0b, "Ğğ"],
    [0x1c, "Şş"],
    [0x40, "İ"],
    [0x60, "ç"],
  ],
  3: [
    [0x04, "ê"],
    [0x06, "úíóç"],
    [0x0b, "Ôô"],
    [0x0e, "Áá"],
    [0x12, "ªÇÀ∞^\\€Ó|"],
    [0x1c, "ÂâÊ"],
    [0x24, "º"],
    [0x40, "Í"],
    [0x5b, "ÃÕÚ"],
    [0x60, "~"],
    [0x7b, "ãõ`"],
  ],
};

const singlePatches: Readonly<Record<number, Patch>> = {
  1: [
    [0x47, "Ğ"],
    [0x49, "İ"],
    [0x53, "Ş"],
    [0x63, "ç"],
    [0x67, "ğ"],
    [0x69, "ı"],
    [0x73, "ş"],
  ],
  2: [
    [0x09, "ç"],
    [0x41, "Á"],
    [0x49, "Í"],
    [0x4f, "Ó"],
    [0x55, "Ú"],
    [0x61, "á"],
    [0x69, "í"],
    [0x6f, "ó"],
    [0x75, "ú"],
  ],
  3: [
    [0x05, "ê"],
    [0x09, "ç"],
    [0x0b, "Ôô"],
    [0x0e, "Áá"],
    [0x12, "ΦΓ"],
    [0x15, "ΩΠΨΣΘ"],
    [0x1f, "Ê"],
    [0x41, "À"],
    [0x49, "Í"],
    [0x4f, "Ó"],
    [0x55, "Ú"],
    [0x5b, "ÃÕ"],
    [0x61, "Â"],
    [0x69, "í"],
    [0x6f, "ó"],
    [0x75, "ú"],
    [0x7b, "ãõ"],
    [0x7f, "â"],
  ],
};

/** The ways to declare a language's tables, the shortest header first. Spanish has no locking table. */
export function tablesOf(language: NationalLanguage): readonly NationalTables[] {
  const table = nationalLanguages.indexOf(language) + 1;
  const alone = { single: table };
  return table in lockingPatches ? [alone, { locking: table }, { locking: table, single: table }] : [alone];
}

/** What a table puts in place of the default one's character at a code; undefined: nothing. */
export const lockingCharacter = (table: number, code: number): string | undefined =>
  patched(lockingPatches[table], code);
export const singleCharacter = (table: number, code: number): string | undefined => patched(singlePatches[table], code);

/** The tables that a message declares and nobody here can read. */
export function unreadTables({ locking, single }: NationalTables): readonly string[] {
  const strange = [
    ...(locking !== undefined && !(locking in lockingPatches) ? [`${tableName(locking)} (locking)`] : []),
    ...(single !== undefined && !(single in singlePatches) ? [`${tableName(single)} (single shift)`] : []),
  ];
  return strange;
}

function patched(patch: Patch = [], code: number): string | undefined {
  const [from = 0, characters = ""] = patch.findLast(([start]) => start <= code) ?? [];
  return characters[code - from];
}
