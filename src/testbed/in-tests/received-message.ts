import { StepproofError } from "../../errors.ts";
import type { CapturedMail, CapturedMessage, CapturedSms } from "../../messages/captured-message.ts";
import { findCode, findCodes, findPanSuffix, visibleText } from "../../messages/reading.ts";

/** How somebody finds the code in a message. */
export type CodeReader = (message: CapturedMessage) => string | undefined;

/** A message as the person who got it sees it. */
export class ReceivedMessage<Captured extends CapturedMessage = CapturedMessage> {
  /** Everything that was captured: sender, parts and encoding of an SMS; headers, HTML and octets of a mail. */
  readonly captured: Captured;
  readonly #readCode: CodeReader;

  constructor(captured: Captured, readCode: CodeReader = findLikeliest) {
    this.captured = captured;
    this.#readCode = readCode;
  }

  /** Position in its inbox, 1, 2, 3 …: pass it as `after` to see only what follows. */
  get sequence(): number {
    return this.captured.sequence;
  }

  /** The SMS, or the mail's text part; without one, the text of its HTML. */
  get text(): string {
    return visibleText(this.captured);
  }

  /** The code, found as a person finds it who does not know it. Throws NO_CODE when the message shows none. */
  get code(): string {
    const code = this.#readCode(this.captured);
    if (code === undefined) throw noCode(this.captured);
    return code;
  }

  /** Everything that could be a code, best first; empty when there is none. */
  get codes(): readonly string[] {
    return findCodes(this.text).map(({ value }) => value);
  }

  /** The digits shown as the end of a card number. */
  get panSuffix(): string | undefined {
    return findPanSuffix(this.text);
  }
}

export type ReceivedSms = ReceivedMessage<CapturedSms>;
export type ReceivedMail = ReceivedMessage<CapturedMail>;

const findLikeliest: CodeReader = (message) => findCode(visibleText(message));

const noCode = ({ id }: CapturedMessage): StepproofError =>
  new StepproofError("NO_CODE", `the message ${id} shows nothing that a person would take for a code`, {
    hint: "Print its text; to assert that there is no code, compare `codes` with [].",
    attribution: "IMPLEMENTATION",
  });
