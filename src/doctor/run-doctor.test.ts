import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { systemClock } from "../clock.ts";
import { loopbackOnly } from "../egress.ts";
import { startMute } from "./issuer-on-trial.fixture.ts";
import type { Preflight } from "./preflight.ts";
import { runDoctor } from "./run-doctor.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "stepproof-doctor-"));
});
afterEach(() => rm(folder, { recursive: true }));

const templates = { folder: "examples/meridale-bank/templates" };

const examine = (preflight: Partial<Preflight>) =>
  runDoctor({ templates, sinkPorts: [], ...preflight }, { clock: systemClock, egress: loopbackOnly });

it("says of an embedded backend that there is nothing to reach", async () => {
  const diagnoses = await examine({});
  expect(diagnoses).toMatchObject([
    { step: "templates", outcome: "ok", actual: expect.stringMatching(/^\d+ languages: ar, de/) },
    { step: "backend", outcome: "ok", actual: expect.stringMatching(/^embedded/) },
  ]);
});

it("names the file of a template that cannot be loaded", async () => {
  const [diagnosis] = await examine({ templates: { folder: path.join(folder, "nowhere") } });
  expect(diagnosis).toMatchObject({ code: "TEMPLATE_FOLDER_UNREADABLE", attribution: "CONFIGURATION" });
});

it("names the line of a zone file that is broken", async () => {
  const zone = { file: path.join(folder, "a.zone"), origin: "email.meridale.example" };
  await writeFile(zone.file, '@ 1h IN NS ns1\n@ IN TXT "v=spf1 -all\n');
  expect((await examine({ zone }))[1]).toMatchObject({
    code: "ZONE_INVALID",
    actual: `${zone.file}:2:10: a quote is not closed`,
    attribution: "CONFIGURATION",
  });
});

it("counts the records of a zone file", async () => {
  const zone = { file: path.join(folder, "a.zone"), origin: "email.meridale.example" };
  await writeFile(zone.file, '@ 1h IN TXT "v=spf1 -all"\n');
  expect((await examine({ zone }))[1]).toMatchObject({ outcome: "ok", actual: expect.stringMatching(/^1 record;/) });
  expect((await examine({ zone: { ...zone, file: `${zone.file}.old` } }))[1]).toMatchObject({
    code: "ZONE_UNREADABLE",
  });
});

it("tells a port that is taken from one that is free", async () => {
  const holder = await startMute();
  const port = Number(new URL(holder.url).port);
  const sinkPorts = [{ name: "SMS centre (SMPP)", port }];
  expect((await examine({ sinkPorts }))[1]).toMatchObject({ code: "PORT_IN_USE", attribution: "ENVIRONMENT" });
  await holder.close();
  expect((await examine({ sinkPorts }))[1]).toMatchObject({ step: "sink-port", outcome: "ok" });
});
