import type { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright";
import type { AccessibilityFault } from "../checks/sight.ts";
import { withinDeadline } from "./deadline.ts";
import { serveAlone } from "./own-page.ts";

/** Rules of WCAG 2, levels A and AA: what a mail can be held to. Advice on landmarks and headings has other tags. */
const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
/** What the mail program's own page has to give, around the mail: its title is the subject, its blocks are skipped there. */
const ofThePageAround = ["document-title", "bypass"];

/** Audits HTML parts of mails with axe. */
export interface Auditor {
  /** Throws BROWSER_SLOW. */
  audit(html: string): Promise<readonly AccessibilityFault[]>;
  close(): Promise<void>;
}

/** A page for all mails. Scripts run in it, for axe is one; the mail's own are kept out by the policy it is served with. */
export async function openAuditor(browser: Browser): Promise<Auditor> {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  return {
    audit: (html) => withinDeadline("audit the mail", audit(page, html)),
    close: () => context.close(),
  };
}

/** What a page without these words says nothing of, it shows alike by day and night. */
const mayDependOnScheme = /color-scheme|light-dark|data:/i;

/** Every rule by day; by night once more what depends on colours. */
async function audit(page: Page, html: string): Promise<readonly AccessibilityFault[]> {
  await page.emulateMedia({ colorScheme: "light" });
  await serveAlone(page, html);
  const byDay = await analyse(page, (axe) => axe.withTags(levels).disableRules(ofThePageAround));
  if (!mayDependOnScheme.test(html)) return byDay;
  await page.emulateMedia({ colorScheme: "dark" });
  const byNight = await analyse(page, (axe) => axe.withRules(["color-contrast"]));
  const known = new Set(byDay.map(({ rule }) => rule));
  return [...byDay, ...byNight.filter(({ rule }) => !known.has(rule))];
}

async function analyse(page: Page, choose: (axe: AxeBuilder) => AxeBuilder): Promise<readonly AccessibilityFault[]> {
  // Loaded here: axe is large, and few processes of a run look at a mail.
  const { AxeBuilder } = await import("@axe-core/playwright");
  // Legacy: without a second page to gather what frames say, for a mail has no frames of its own.
  const { violations } = await choose(new AxeBuilder({ page }).setLegacyMode(true)).analyze();
  return violations.map(({ id, help, nodes }) => ({ rule: id, what: help, places: nodes.length }));
}
