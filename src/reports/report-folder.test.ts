import { mkdir, mkdtemp, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openReportFolder, pointLatestAt } from "./report-folder.ts";

const startedAt = Date.UTC(2026, 2, 1, 9, 30, 0, 250);
let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "stepproof-"));
});

afterEach(() => rm(cwd, { recursive: true }));

it("names the folder after the time of the run, without characters that file systems refuse", async () => {
  const folder = await openReportFolder({ cwd, startedAt });
  expect(folder.path).toBe(path.join(cwd, "reports", "2026-03-01T09-30-00.250Z"));
});

it("gives two runs of the same instant two folders", async () => {
  const first = await openReportFolder({ cwd, startedAt });
  const second = await openReportFolder({ cwd, startedAt });
  expect(second.path).toBe(`${first.path}-2`);
});

it("points reports/latest at the newest run, by a relative link", async () => {
  for (const at of [startedAt, startedAt + 1]) await pointLatestAt(await openReportFolder({ cwd, startedAt: at }));
  expect(await readlink(path.join(cwd, "reports", "latest"))).toBe("2026-03-01T09-30-00.251Z");
});

it("takes a folder of the user's choice as it is, and leaves latest alone", async () => {
  const folder = await openReportFolder({ cwd, startedAt, out: "build/proof" });
  await pointLatestAt(folder);
  expect(folder.path).toBe(path.join(cwd, "build", "proof"));
  await expect(readlink(path.join(cwd, "reports", "latest"))).rejects.toThrow("ENOENT");
});

it("refuses a place that cannot be written", async () => {
  await writeFile(path.join(cwd, "occupied"), "");
  await expect(openReportFolder({ cwd, startedAt, out: "occupied" })).rejects.toMatchObject({
    code: "REPORT_UNWRITABLE",
  });
});

it("refuses to replace a folder called latest", async () => {
  const folder = await openReportFolder({ cwd, startedAt });
  await mkdir(path.join(cwd, "reports", "latest"));
  await expect(pointLatestAt(folder)).rejects.toMatchObject({ code: "REPORT_UNWRITABLE", attribution: "ENVIRONMENT" });
});
