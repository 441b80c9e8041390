import type { ConsumerInfo } from "../../src/contract/d1-issuer.ts";
import { selectTemplates } from "../../src/templates/select-templates.ts";
import type { TemplateSet } from "../../src/templates/template-set.ts";
import { channelsOf, contactOf } from "./contacts.ts";
import type { D1State } from "./d1-state.ts";
import type { NoticeParcel } from "./delivery.ts";
import type { Digitization } from "./digitizations.ts";
import { renderMail, renderSms } from "./letters.ts";
import { codeOf } from "./refusals.ts";

/** Reminds the End User of a digitization as long as it is unfinished, where that was agreed. Source: contract.md section 8, [D](9). */
export function scheduleReminders(digitization: Digitization, state: D1State): void {
  const { max = 0 } = reminderOf(digitization, state) ?? {};
  if (max > 0) void state.work.run(() => remind(digitization, max, state));
}

/** Tells the End User that the card is active, where that was agreed. */
export function confirmActivation(digitization: Digitization, state: D1State): void {
  const templates = state.tenants.of(digitization.card).notices?.activated;
  if (templates) void state.work.run(() => inform(digitization, templates, state));
}

/** Settings are read anew each time: the issuer may have called its reminders off meanwhile. */
async function remind(digitization: Digitization, max: number, state: D1State): Promise<void> {
  for (let sent = 0; sent < max; sent++) {
    const { delayMs } = reminderOf(digitization, state) ?? {};
    if (delayMs === undefined || !(await state.work.rest(delayMs))) return;
    const templates = reminderOf(digitization, state)?.templates;
    const current = state.digitizations.current(digitization.digitalCardId);
    if (!templates || current?.state !== "pending") return;
    await inform(current, templates, state);
  }
}

const reminderOf = ({ card }: Digitization, { tenants }: D1State) => tenants.of(card).notices?.reminder;

/** A notice that cannot be sent is no failure of the step-up: it is only logged. */
async function inform(digitization: Digitization, templates: TemplateSet, state: D1State): Promise<void> {
  try {
    const consumer = await state.parts.readConsumer(digitization);
    const parcel = writeNotice({ digitization, consumer, templates }, state);
    if (parcel) await state.parts.sendNotice(parcel, digitization);
  } catch (error) {
    state.log(`no notice for ${digitization.xCorrelationId}: ${codeOf(error)}`);
  }
}

interface Occasion {
  readonly digitization: Digitization;
  readonly consumer: ConsumerInfo;
  readonly templates: TemplateSet;
}

/** By the first channel that was offered and still has a contact; undefined where there is none. No code is at hand (LC-12). */
function writeNotice({ digitization, consumer, templates }: Occasion, state: D1State): NoticeParcel | undefined {
  const tenant = state.tenants.of(digitization.card);
  const channels = (digitization.offer?.methods ?? []).flatMap(channelsOf);
  const channel = channels.find((each) => contactOf(consumer, each) !== undefined);
  const to = channel && contactOf(consumer, channel);
  if (to === undefined) return undefined;
  const letter = {
    delivery: { tenant },
    to,
    templates: selectTemplates(templates, consumer.language),
    values: { otp: "", panSuffix: digitization.card.pan.slice(-4) },
    date: new Date(state.clock.now()),
  };
  return channel === "sms"
    ? { to: "sms-centre", sms: renderSms(letter) }
    : { to: "mail-server", mail: renderMail(letter) };
}
