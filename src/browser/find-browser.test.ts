import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findBrowser } from "./find-browser.ts";
import { unpackChromium } from "./packed-chromium.ts";

const folder = await mkdtemp(path.join(tmpdir(), "stepproof-browser-test-"));

afterAll(() => rm(folder, { recursive: true, force: true }));

async function program(name: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, "#!/bin/sh\n", { mode: 0o755 });
  return file;
}

describe("finding a browser", () => {
  it("takes the one that STEPPROOF_BROWSER names before any other", async () => {
    const named = await program("my-browser");
    expect(await findBrowser({ STEPPROOF_BROWSER: named, PATH: folder })).toEqual({
      executablePath: named,
      source: "STEPPROOF_BROWSER",
    });
  });

  it("refuses a named one that cannot be run, rather than take another", async () => {
    const wrong = findBrowser({ STEPPROOF_BROWSER: path.join(folder, "none"), PATH: process.env["PATH"] });
    await expect(wrong).rejects.toMatchObject({ code: "BROWSER_MISSING", attribution: "ENVIRONMENT" });
  });

  it("finds Chromium on the PATH", async () => {
    const chromium = await program("chromium");
    const found = await findBrowser({ PATH: `/nowhere${path.delimiter}${folder}` });
    if (found.source === "playwright") return;
    expect(found).toEqual({ executablePath: chromium, source: "PATH" });
  });
});

describe.runIf(process.platform === "linux" && process.arch === "x64")("the browser that npm brings", () => {
  it("is unpacked once, whole, though two ask for it at once", { timeout: 90_000 }, async () => {
    const place = path.join(folder, "unpacked");
    const [one, other] = await Promise.all([unpackChromium(place), unpackChromium(place)]);
    expect(one).toEqual(other);
    expect(await readdir(place)).toHaveLength(1);
    expect(await readdir(path.dirname(one?.executablePath ?? ""))).toEqual(
      expect.arrayContaining(["chromium", "fonts", "al2023"]),
    );
    await rm(place, { recursive: true });
  });
});
