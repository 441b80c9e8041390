import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright";
import type { AccessibilityFault } from "../checks/sight.ts";

/** Rules of WCAG 2, levels A and AA: what a mail can be held to. Those on the page around it (landmarks, headings) are left out. */
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

/** Audits an HTML part with axe. Scripts have to run for that, ours among them; the mail's own are kept out by its policy. */
export async function auditAccessibility(browser: Browser, html: string): Promise<readonly AccessibilityFault[]> {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
  try {
    const page = await context.newPage();
    await page.route("**/*", (route) =>
      route.request().url() === MAIL_URL
        ? route.fulfill({
            body: html,
            contentType: "text/html; charset=utf-8",
            headers: { "content-security-policy": "script-src 'none'" },
          })
        : route.abort(),
    );
    await page.goto(MAIL_URL, { waitUntil: "load" });
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
    return violations.map(({ id, help, nodes }) => ({ rule: id, what: help, places: nodes.length }));
  } finally {
    await context.close();
  }
}

const MAIL_URL = "https://mail.stepproof.test/";
