import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { parseZoneFile, readZoneFile } from "./zone-file.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "zone-"));
});

afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, text: string) => writeFile(path.join(folder, name), text);

it("reads a zone file with what it includes, looked for beside the including file", async () => {
  await mkdir(path.join(folder, "parts"));
  await write("a.zone", "$TTL 1h\n$INCLUDE parts/dkim.zone _domainkey\n");
  await write("parts/dkim.zone", "$INCLUDE one.zone\n");
  await write("parts/one.zone", 's1 TXT "v=DKIM1; p="\n');
  const { records } = await parseZoneFile(path.join(folder, "a.zone"), { origin: "email.meridale.example" });
  expect(records).toMatchObject([
    { owner: "s1._domainkey.email.meridale.example", place: { file: path.join(folder, "parts", "one.zone"), line: 1 } },
  ]);
});

it.each([
  ["itself", "a.zone", "INCLUDE_LOOP"],
  ["itself by a longer way", "./x/../a.zone", "INCLUDE_LOOP"],
  ["a file that is not there", "b.zone", "INCLUDE_UNREADABLE"],
  ["a folder", ".", "INCLUDE_UNREADABLE"],
  ["a device without end", "/dev/zero", "INCLUDE_UNREADABLE"],
])("refuses to include %s", async (_case, included, code) => {
  await write("a.zone", `$INCLUDE ${included}\n`);
  const file = path.join(folder, "a.zone");
  expect((await readZoneFile(file)).faults).toMatchObject([{ code, place: { file, line: 1, column: 10 } }]);
});

it("says why a zone file cannot be read", async () => {
  await expect(parseZoneFile(path.join(folder, "none.zone"))).rejects.toMatchObject({
    code: "ZONE_UNREADABLE",
    message: expect.stringContaining("ENOENT"),
  });
  await expect(parseZoneFile(folder)).rejects.toMatchObject({ code: "ZONE_UNREADABLE" });
  await expect(parseZoneFile("/dev/zero")).rejects.toMatchObject({ code: "ZONE_TOO_LARGE" });
});

it("throws for the first error of a zone file", async () => {
  await write("a.zone", "$TTL 1h\n@ TXT “v=spf1”\na A 1.2.3\nb MX mail\n");
  const file = path.join(folder, "a.zone");
  await expect(parseZoneFile(file, { origin: "email.meridale.example" })).rejects.toMatchObject({
    code: "ZONE_INVALID",
    message: `${file}:3:5: this is not an IPv4 address, like 192.0.2.1`,
  });
});
