/// <reference lib="dom" />
import type { Markup, PageCode } from "./markup.ts";
import type { Story } from "./story.ts";

// Runs in the page alone, so this file stands alone: what it needs of others comes as an argument.

/** What the page is given: the run's stories, and how one is told. */
export interface PageParts {
  readonly stories: readonly Story[];
  readonly tell: (story: Story) => Markup;
  readonly link: (requirement: string) => Markup;
}

/** Brings the page to life: scenarios that are told when they are opened, filters, keys, links, print. */
export function startPage(parts: PageParts): void {
  document.addEventListener("toggle", ({ target }) => fill(target, parts), { capture: true });
  for (const form of document.querySelectorAll("form")) startFilter(form);
  document.addEventListener("keydown", walkList);
  window.addEventListener("hashchange", () => showTarget(parts));
  const opened: HTMLDetailsElement[] = [];
  window.addEventListener("beforeprint", () => opened.push(...openForPrint()));
  window.addEventListener("afterprint", () => {
    for (const details of opened.splice(0)) details.open = false;
  });
  for (const details of document.querySelectorAll("details[open]")) fill(details, parts);
  showTarget(parts);
}

/** Tells the scenario, or the scenarios of the requirement, into a block that is empty until then. */
function fill(target: EventTarget | null, { stories, tell, link }: PageParts): void {
  if (!(target instanceof HTMLDetailsElement) || !target.open) return;
  const place = target.querySelector(":scope > [data-fill]");
  if (!(place instanceof HTMLElement) || place.childElementCount > 0) return;
  const { fill: wanted = "" } = place.dataset;
  const story = stories[Number(wanted)];
  place.innerHTML = (story ? tell(story) : link(wanted)).text;
}

/** Shows only what has all the words and the result; says how many that are. */
function startFilter(form: HTMLFormElement): void {
  const list = document.getElementById(form.dataset["list"] ?? "");
  const told = form.querySelector("output");
  if (!list || !told) return;
  const items = [...list.querySelectorAll<HTMLElement>("[data-result]")];
  const apply = () => {
    const { words, result } = choiceOf(form);
    for (const item of items) {
      const text = item.textContent?.toLowerCase() ?? "";
      const isWanted = result === "" || result.split(" ").includes(item.dataset["result"] ?? "");
      item.hidden = !isWanted || !words.every((word) => text.includes(word));
    }
    for (const group of list.querySelectorAll<HTMLElement>("[data-group]")) {
      group.hidden = !group.querySelector("[data-result]:not([hidden])");
    }
    told.textContent = `${items.filter(({ hidden }) => !hidden).length} of ${items.length} shown`;
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}

function choiceOf(form: HTMLFormElement): { readonly words: readonly string[]; readonly result: string } {
  const chosen = new FormData(form);
  const words = String(chosen.get("words") ?? "").toLowerCase();
  return { words: words.split(/\s+/).filter((word) => word !== ""), result: String(chosen.get("result") ?? "") };
}

/** Arrow keys, Home and End go through the headlines of a list. */
function walkList(event: KeyboardEvent): void {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || !target.matches("[data-walk] summary")) return;
  const visible = [...(target.closest("[data-walk]")?.querySelectorAll("[data-headline]") ?? [])].filter(
    (summary) => summary instanceof HTMLElement && summary.offsetParent !== null,
  );
  const at = visible.indexOf(target);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: visible.length - 1 }[key];
  const summary = next === undefined ? undefined : visible[next];
  if (at < 0 || !(summary instanceof HTMLElement)) return;
  event.preventDefault();
  summary.focus();
}

/** Opens what the address names: a requirement, a scenario, a finding. */
function showTarget(parts: PageParts): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const own = target instanceof HTMLDetailsElement ? target : target.querySelector("details");
  if (own) {
    own.open = true;
    fill(own, parts);
    own.querySelector("summary")?.focus({ preventScroll: true });
  }
  target.hidden = false;
  target.scrollIntoView();
}

/** On paper nothing can be opened: the complaints are, and the scenarios that the page itself tells. */
function openForPrint(): readonly HTMLDetailsElement[] {
  const closed = [...document.querySelectorAll<HTMLDetailsElement>("details[data-print]:not([open])")];
  for (const details of closed) details.open = true;
  return closed;
}

export const behaviourCode: PageCode = [startPage, fill, startFilter, choiceOf, walkList, showTarget, openForPrint];
