import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../../browser/open-browser.ts";
import { renderReport } from "./render-report.ts";
import { sketchSources } from "./report-run.fixture.ts";

let browser: Browser;
let page: Page;
const html = renderReport(sketchSources(14));

beforeAll(async () => {
  browser = await openBrowser(process.env);
  // axe is a script of its own, which the page's policy would keep out.
  page = await (await browser.newContext({ bypassCSP: true })).newPage();
}, 90_000);

afterAll(() => browser.close());

async function open(width: number, colorScheme: "light" | "dark"): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
  await page.setContent(html, { waitUntil: "load" });
}

const openScenarios = () => page.locator("details[open]").count();

describe("report.html in a browser", () => {
  it.each([
    ["phone, dark", 390, "dark"],
    ["desktop, light", 1280, "light"],
  ] as const)("passes axe: %s", { timeout: 60_000 }, async (_, width, scheme) => {
    await open(width, scheme);
    // What is folded away is looked at, too.
    await page.locator("details summary").first().click();
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
  });

  it("fits a phone: nothing makes the whole page scroll sideways", { timeout: 60_000 }, async () => {
    await open(390, "light");
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(content).toBeLessThanOrEqual(window ?? 0);
  });

  it("opens the scenario that its address names", { timeout: 60_000 }, async () => {
    await open(1280, "light");
    const before = await openScenarios();
    await page.evaluate(() => {
      location.hash = `#${document.querySelector("details[id^='features/']:not([open])")?.id ?? ""}`;
    });
    await page.locator("details[open] svg").first().waitFor();
    expect(await openScenarios()).toBeGreaterThanOrEqual(before);
  });
});
