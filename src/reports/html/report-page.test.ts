/// <reference lib="dom" />
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../../browser/open-browser.ts";
import { renderReport } from "./render-report.ts";
import { sketchSources } from "./report-run.fixture.ts";

// As it is opened from a mail or a build: with its own policy, and nothing else to be had.

const ADDRESS = "http://report.stepproof.test/report.html";
/** The address of a scenario that passed, and of one that failed. */
const PASSED = "features/group-11/a-feature-of-usual-length.feature:21";
const FAILED = "features/group-10/a-feature-of-usual-length.feature:20";

const html = renderReport(sketchSources(3, { first: 9 }));
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await openBrowser(process.env);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", ({ message }) => complaints.push(message));
  await page.route("**/*", (route) =>
    route.request().url().startsWith(ADDRESS)
      ? route.fulfill({ contentType: "text/html; charset=utf-8", body: html })
      : route.abort(),
  );
}, 90_000);

afterAll(() => browser.close());

/** By the second light of a width nothing changes but colours. */
const views = [
  { width: 390, colorScheme: "light", rules: {} },
  { width: 390, colorScheme: "dark", rules: { runOnly: ["color-contrast"] } },
  { width: 1280, colorScheme: "dark", rules: {} },
  { width: 1280, colorScheme: "light", rules: { runOnly: ["color-contrast"] } },
] as const;

type Faults = Pick<Awaited<ReturnType<AxeBuilder["analyze"]>>, "violations">;
/** Once it was put into the page, it is there. What is right is not told: that would be most of the page. */
declare const axe: { readonly run: (options: object) => Promise<Faults> };

async function audit(rules: object): Promise<readonly string[]> {
  if (await page.evaluate(() => typeof axe === "undefined")) {
    await new AxeBuilder({ page }).setLegacyMode(true).withRules(["document-title"]).analyze();
  }
  const { violations } = await page.evaluate(async (chosen) => {
    const { violations } = await axe.run({ ...chosen, resultTypes: ["violations"] });
    return { violations };
  }, rules);
  return violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.html.slice(0, 200)}`);
}

/** Loaded anew, as by somebody who follows a link. */
async function open(place = ""): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`${ADDRESS}#${place}`);
}

const headline = (place: string) => page.locator(`[id="${place}"] > summary`);
const shown = (list: string) => page.locator(`form[data-list=${list}] output`).textContent();

describe("report.html in a browser", () => {
  it("passes axe on phone and desktop, by day and night, and is nowhere wider than its window", async () => {
    await open(PASSED);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll<HTMLDetailsElement>(".complaint, .told details"))
        details.open = true;
    });
    const faults: string[] = [];
    for (const { width, colorScheme, rules } of views) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      faults.push(...(await audit(rules)).map((fault) => `${width} px, ${colorScheme}: ${fault}`));
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (excess > 0) faults.push(`${width} px: ${excess} px too wide`);
    }
    expect(faults).toEqual([]);
  });

  it("tells a scenario when its address is opened, with its flow, and lets its own policy stop nothing", async () => {
    await open(PASSED);
    expect(await page.locator(`[id="${PASSED}"] svg`).count()).toBe(1);
    expect(await page.locator(`[id="${PASSED}"] blockquote`).first().textContent()).toContain("Your code [otp]");
    expect(complaints).toEqual([]);
  });

  it("tells it as it was told where the page was written", async () => {
    await open();
    const told = await page.locator(`[id="${FAILED}"] .told`).evaluate((element) => {
      const before = element.outerHTML;
      const details = element.closest("details");
      element.remove();
      if (details) details.open = true;
      return new Promise<readonly string[]>((resolve) => {
        details?.addEventListener("toggle", () => resolve([before, details.querySelector(".told")?.outerHTML ?? ""]));
      });
    });
    expect(told[1]).toBe(told[0]);
  });

  it("shows of a requirement the scenarios that judged it, the bad ones first", async () => {
    await open("RB-50");
    const items = page.locator("[id=RB-50] li");
    expect(await items.first().textContent()).toMatch(/^(?:FAIL|WARN)/);
    expect(await items.count()).toBeGreaterThan(1);
  });

  it("filters by words and result, and says how many are left", async () => {
    await open();
    expect(await shown("scenario-list")).toBe("3 of 3 shown");
    await page.locator("form[data-list=scenario-list] select").selectOption("FAIL");
    expect(await shown("scenario-list")).toBe("1 of 3 shown");
    await page.locator("form[data-list=matrix] input").fill("rb-50 demands");
    expect(await shown("matrix")).toMatch(/^1 of /);
  });

  it("goes through the headlines by arrow keys", async () => {
    await open();
    const [first, second] = ["features/group-9/a-feature-of-usual-length.feature:19", FAILED];
    await headline(first).focus();
    await page.keyboard.press("ArrowDown");
    expect(await headline(second).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("Home");
    expect(await headline(first).evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it("opens for print whatever is not good, and closes it again", async () => {
    await open();
    const isOpen = () => page.locator(`[id="${FAILED}"]`).evaluate((element) => element.hasAttribute("open"));
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect(await isOpen()).toBe(true);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    expect(await isOpen()).toBe(false);
  });
});
