import type { Party } from "../../evidence/flow.ts";
import type { Html, Markup, PageCode } from "./markup.ts";
import type { Story, StoryCall } from "./story.ts";

// Runs in the page too, so this file stands alone: what it needs of others comes as an argument.

/** One line of the drawing, and what it is drawn from. */
interface Row {
  readonly y: number;
  readonly call?: StoryCall;
  readonly number?: number;
  /** Words across all lanes, such as how much later it goes on. */
  readonly note?: string;
}

/** The calls of a scenario as a sequence diagram: 364 units wide, which a phone shows in full. Empty of no call. */
export function drawFlow(story: Story, html: Html): Markup {
  const { calls } = story;
  if (calls.length === 0) return html``;
  const lanes = lanesOf(calls);
  const rows = layRows(story);
  const height = (rows.at(-1)?.y ?? 0) + 26;
  return html`<svg class="flow" viewBox="0 0 364 ${height}" role="img" aria-label="Sequence diagram of ${calls.length} calls; the list below says the same">
${[...lanes].map(
  ([party, x]) =>
    html`<line class="lane" x1="${x}" x2="${x}" y1="20" y2="${height}"/><text class="party" x="${x}" y="12">${shortName(party)}</text>`,
)}
${rows.map((row) => drawRow(row, lanes, story, html))}
</svg>`;
}

/** The same as a list, for whoever does not see the drawing. */
export function listFlow({ calls, judgements }: Story, html: Html): Markup {
  return html`<ol>${calls.map(
    ({ from, to, what, status }, index) =>
      html`<li>${longName(from)} → ${longName(to)}: ${what}${status !== "" && ` – ${status}`}${brokenAt(judgements, index + 1)}</li>`,
  )}</ol>`;
}

/** Which requirements were found broken there. */
function brokenAt(judgements: Story["judgements"], number: number): string {
  const bad = judgements.filter(({ result, calls }) => /FAIL|ERROR|UNTESTABLE/.test(result) && calls.includes(number));
  const ids = [...new Set(bad.map(({ requirement }) => requirement))];
  const more = ids.length > 3 ? ` +${ids.length - 3}` : "";
  return ids.length === 0 ? "" : ` ✗ ${ids.slice(0, 3).join(" ")}${more}`;
}

/** Who takes part, in the fixed order, and where their line stands. */
function lanesOf(calls: readonly StoryCall[]): ReadonlyMap<Party, number> {
  const seen = new Set(calls.flatMap(({ from, to }) => [from, to]));
  if (calls.some(({ text }) => text !== undefined)) seen.add("user");
  const order: readonly Party[] = ["user", "wallet", "tsp", "d1", "issuer", "sms", "mail"];
  const present = order.filter((party) => seen.has(party));
  const between = 308 / Math.max(1, present.length - 1);
  return new Map(present.map((party, index) => [party, Math.round(28 + index * between)]));
}

function layRows(story: Story): readonly Row[] {
  const rows: Row[] = [];
  let y = 22;
  for (const line of linesOf(story)) {
    y += line.call ? 26 : 20;
    rows.push({ ...line, y });
    // The message goes on to its reader, on the next line.
    if (line.call?.text !== undefined) y += 12;
  }
  return rows;
}

/** The calls, and between them how much later it is and what was left out. */
function linesOf({ calls, omitted }: Story): readonly Omit<Row, "y">[] {
  return calls.flatMap((call, index) => {
    const later = laterBy(call.at - (calls[index - 1]?.at ?? 0));
    const left = omitted?.after === index ? `${omitted.calls} more calls` : "";
    const notes = [later, left].filter((note) => note !== "");
    return [...notes.map((note) => ({ note })), { call, number: index + 1 }];
  });
}

function laterBy(seconds: number): string {
  if (seconds < 1) return "";
  return seconds < 120 ? `${seconds} s later` : `${Math.round(seconds / 60)} min later`;
}

function drawRow(
  { y, call, number = 0, note }: Row,
  lanes: ReadonlyMap<Party, number>,
  story: Story,
  html: Html,
): Markup {
  if (!call) return html`<text class="note" x="182" y="${y}">– ${note ?? ""} –</text>`;
  const [from, to] = [lanes.get(call.from) ?? 0, lanes.get(call.to) ?? 0];
  const broken = brokenAt(story.judgements, number);
  const label = fitting(
    `${number} ${call.what}${call.status === "" ? "" : ` · ${call.status.replaceAll("_", " ").toLowerCase()}`}${broken}`,
  );
  // A label that would run off the right edge moves left until it fits.
  const x = Math.max(2, Math.min(Math.min(from, to) + 4, 362 - widthOf(label)));
  const arrival =
    call.text === undefined ? "" : drawArrow({ from: to, to: lanes.get("user") ?? 0, y: y + 12 }, "arrives", html);
  return html`<g class="${broken === "" ? "call" : "call broken"}"><text x="${Math.round(x)}" y="${y - 4}">${label}</text>${drawArrow({ from, to, y }, "goes", html)}${arrival}</g>`;
}

/** Cut where it is wider than the drawing. */
function fitting(label: string): string {
  let fits = label;
  while (widthOf(fits) > 358) fits = `${fits.replace(/…$/, "").slice(0, -1)}…`;
  return fits;
}

/** About, in units of the drawing, whatever font there is; what is broken is bold. */
function widthOf(text: string): number {
  const capitals = text.replace(/[^A-Z_✗]/g, "").length;
  const width = capitals * 7.2 + (text.length - capitals) * 5.6;
  return text.includes("✗") ? width * 1.12 : width;
}

interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

function drawArrow({ from, to, y }: Arrow, name: string, html: Html): Markup {
  const back = from < to ? -5 : 5;
  return html`<path class="${name}" d="M${from} ${y}H${to}m${back} -3l${-back} 3l${back} 3"/>`;
}

function shortName(party: Party): string {
  return { user: "User", wallet: "Wallet", tsp: "TSP", d1: "D1", issuer: "Issuer", sms: "SMS", mail: "Mail" }[party];
}

function longName(party: Party): string {
  const long = { user: "End User", wallet: "wallet", tsp: "TSP", d1: "D1", issuer: "issuer" };
  return { ...long, sms: "SMS centre", mail: "mail server" }[party];
}

export const flowDrawingCode: PageCode = [
  drawFlow,
  listFlow,
  brokenAt,
  lanesOf,
  layRows,
  linesOf,
  laterBy,
  drawRow,
  fitting,
  widthOf,
  drawArrow,
  shortName,
  longName,
];
