import { describe, expect, it, vi } from "vitest";
import { readZone } from "./read-zone.ts";
import { writeRecord } from "./write-zone.ts";
import {
  askBind,
  type CorpusZone,
  corpusOrigin,
  type GoodZone,
  hasBind,
  head,
  headRecords,
  toCanonical,
} from "./zone-corpus.fixture.ts";
import { brokenLines } from "./zone-corpus-broken.fixture.ts";
import { brokenData } from "./zone-corpus-broken-data.fixture.ts";
import { contents } from "./zone-corpus-data.fixture.ts";
import { different } from "./zone-corpus-different.fixture.ts";
import { layouts } from "./zone-corpus-layout.fixture.ts";
import { names } from "./zone-corpus-names.fixture.ts";
import { origins } from "./zone-corpus-origins.fixture.ts";
import { printPlace } from "./zone-fault.ts";

const good = [...layouts, ...origins, ...contents, ...names];
const broken = [...brokenLines, ...brokenData];

function read({ source, files = {}, origin = corpusOrigin }: CorpusZone) {
  const include = (wanted: string) => {
    const text = wanted === "zone" ? source : files[wanted];
    return text === undefined ? undefined : { file: wanted, source: text };
  };
  const { zone, faults } = readZone(source, { file: "zone", origin, include });
  const errors = faults.filter(({ severity }) => severity === "error");
  return { records: zone.records.map(writeRecord).map(toCanonical).sort(), errors };
}

const wanted = ({ source, records }: GoodZone): readonly string[] =>
  [...records, ...(source.replaceAll("\r", "").startsWith(head) ? headRecords : [])].sort();

// BIND is a process for every zone: more than the usual time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe("the reader and BIND", () => {
  it.each(good)("make the same records of $title", (zone) => {
    expect(read(zone)).toEqual({ records: wanted(zone), errors: [] });
  });

  it.each(broken)("both reject $title, and the reader says where", (zone) => {
    const [first] = read(zone).errors;
    const place = /[a-z]/.test(zone.at) ? zone.at : `zone:${zone.at}`;
    expect(first && { code: first.code, at: printPlace(first.place) }).toEqual({ code: zone.code, at: place });
  });

  it.each(different)("differ about $title: $why", (zone) => {
    expect(read(zone).errors.map(({ code }) => code)).toEqual(zone.code === undefined ? [] : [zone.code]);
  });
});

describe.skipIf(!hasBind)("named-checkzone (skipped where it is not installed) says what the corpus says", () => {
  it("of the zones that are good", () => {
    for (const zone of good)
      expect({ title: zone.title, ...sorted(zone) }).toEqual({
        title: zone.title,
        accepted: true,
        records: wanted(zone),
      });
  });

  it("of the zones that are broken", () => {
    for (const zone of broken)
      expect({ title: zone.title, ...askBind(zone) }).toMatchObject({ title: zone.title, accepted: false });
  });

  it("of the zones that are read differently", () => {
    for (const zone of different.filter(({ bind }) => bind !== "hangs"))
      expect({ title: zone.title, ...askBind(zone) }).toMatchObject({
        title: zone.title,
        accepted: zone.bind === "accepts",
      });
  });
});

function sorted(zone: CorpusZone) {
  const { accepted, records } = askBind(zone);
  return { accepted, records: [...records].sort() };
}
