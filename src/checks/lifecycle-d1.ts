import type { Exchange } from "../evidence/journal.ts";
import type { CapturedMessage } from "../messages/captured-message.ts";
import { idsOf } from "./channel.ts";
import { conclude } from "./conclusion.ts";
import { type Check, untestable } from "./finding.ts";
import { everyView } from "./message-views.ts";
import { findSpellings } from "./secrets-in-text.ts";

interface Typing {
  /** What went from the TSP to D1, delivery requests left out. */
  readonly exchanges: readonly Exchange[];
  readonly typed: string;
}

/** LC-10, seen on the wire: a typed code is judged by the TSP alone, so none of its calls to D1 carries it. Source: (9)(19). */
export const checkTypedCodeStays: Check<Typing> = ({ exchanges, typed }) => {
  const told = exchanges.filter(({ request }) => findSpellings(request.body ?? "", typed).length > 0);
  return conclude("LC-10", told.length === 0, {
    expected: "no call to D1 with what the End User typed",
    actual: `${told.length} of ${exchanges.length} calls carry it`,
    hint: "Judge what was typed at the TSP: it made the code.",
    evidence: told.map(({ id }) => id),
  });
};

/** LC-10, seen from D1: asked to judge a code it says that it cannot, and gives no result. Source: (9)(19). */
export const checkNoValidation: Check<{ readonly status: number; readonly body: string }> = ({ status, body }) => {
  const judges = /SUCCESS|INCORRECT_CODE|EXPIRED_CODE/.test(body);
  const refuses = status >= 400 || /"errorCode"/.test(body);
  return conclude("LC-10", refuses && !judges, {
    expected: "a refusal, and no word on the code",
    actual: `status ${status}, ${judges ? "a judgement on the code" : "no judgement"}`,
    hint: "Let D1 have no operation that judges a code: it delivers them.",
    evidence: [],
  });
};

interface NoticeExpectation {
  /** Every code that was issued to the End User. */
  readonly otps: readonly string[];
  /** How many messages beside the codes were to come. */
  readonly count: number;
}

/** LC-12: reminders and confirmations carry no code, in no spelling and no part of the message. Source: [A]. */
export const checkNoticesWithoutCode: Check<readonly CapturedMessage[], NoticeExpectation> = (
  notices,
  { otps, count },
) => {
  const expected = `${count} messages without a code`;
  if (notices.length !== count || otps.length === 0) {
    const actual = `${notices.length} messages; ${otps.length} codes to look for`;
    const hint = "Have a code issued, and let the reminder or the confirmation come.";
    return untestable("LC-12", { expected, actual, hint, evidence: idsOf(notices) });
  }
  const telling = notices.filter((notice) => tellsOneOf(notice, otps));
  return conclude("LC-12", telling.length === 0, {
    expected,
    actual: `${telling.length} of ${notices.length} messages carry a code`,
    hint: "Write reminders and confirmations from templates without {{otp}}, and keep no code to fill in.",
    evidence: idsOf(telling.length === 0 ? notices : telling),
  });
};

const tellsOneOf = (notice: CapturedMessage, otps: readonly string[]): boolean =>
  everyView(notice).some(({ text }) => otps.some((otp) => findSpellings(text, otp).length > 0));
