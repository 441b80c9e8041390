import type { Channel } from "../checks/expectation.ts";
import { StepproofError } from "../errors.ts";
import type { CardInWallet } from "../testbed/in-tests/card-in-wallet.ts";
import type { EndUser } from "../testbed/in-tests/end-user.ts";
import type { WaitLimits } from "../testbed/in-tests/readable-inbox.ts";
import type { FlowRun } from "./flow.ts";

export interface FlowTerms {
  readonly channel: Channel;
  /** Real time until the message must be there, ms. */
  readonly waitMs: number;
  /** Called with the token's reference once the card was added, before a code is asked for. */
  readonly onAdded: (tokenUniqueReference: string) => void;
}

type Ending = Omit<FlowRun, "channel">;

/** Plays one step-up as a person would; never rejects. A card that did not become active is taken out of the wallet again. */
export async function playFlow(endUser: EndUser, terms: FlowTerms): Promise<FlowRun> {
  const { channel } = terms;
  try {
    const card = await endUser.addCard();
    terms.onAdded(card.added.tokenUniqueReference);
    const ending = await stepUp(endUser, card, terms).catch(toBroken);
    if (ending.end !== "activated") await giveUp(endUser, card, channel);
    return { channel, ...ending };
  } catch (error) {
    return { channel, ...toBroken(error) };
  }
}

async function stepUp(endUser: EndUser, card: CardInWallet, { channel, waitMs }: FlowTerms): Promise<Ending> {
  if (card.added.methods.length === 0) return { end: "not-offered", why: card.added.decision };
  const chosen = performance.now();
  const { delivered, errorCode } = await card.choose(channel);
  if (!delivered) return { end: "not-delivered", ...(errorCode !== undefined && { why: errorCode }) };
  const { code } = await readNext(endUser, channel, { timeoutMs: waitMs });
  const { result } = await card.typeCode(code);
  if (result !== "SUCCESS") return { end: "code-refused", why: result };
  return { end: "activated", activationMs: performance.now() - chosen };
}

/** Whoever adds the card anew does not take an old message for the new one. */
async function giveUp(endUser: EndUser, card: CardInWallet, channel: Channel): Promise<void> {
  await card.cancel();
  while (await readNext(endUser, channel, NOW).catch(() => undefined));
}

const NOW = { timeoutMs: 0 };

const readNext = (endUser: EndUser, channel: Channel, limits: WaitLimits) =>
  channel === "sms" ? endUser.nextSms(limits) : endUser.nextMail(limits);

function toBroken(error: unknown): Ending {
  const why = error instanceof StepproofError ? error.code : "UNEXPECTED";
  return { end: why === "INBOX_TIMEOUT" ? "no-message" : "broken", why };
}
