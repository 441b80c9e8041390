import type { CapturedMail, CapturedMessage, CapturedSms } from "../../src/messages/captured-message.ts";
import type { MessageSource } from "../../src/messages/inbox.ts";
import { toMailbox } from "../../src/messages/mailbox.ts";
import { findPanSuffix, readCode, visibleText } from "../../src/messages/reading.ts";
import { MessageReader } from "./message-reader.ts";
import { type EndUserProfile, panSuffixOf } from "./profile.ts";
import { createWallet, type Wallet, type WalletOptions } from "./wallet.ts";

export interface EndUserOptions {
  readonly profile: EndUserProfile;
  readonly wallet: WalletOptions;
  /** Where the phone and the mailbox get their messages from: an inbox, or a client of one. */
  readonly sms: MessageSource<CapturedSms>;
  readonly mail: MessageSource<CapturedMail>;
}

/** A cardholder with a wallet, a phone and a mailbox, who knows no more than they are told. */
export interface EndUser {
  readonly profile: EndUserProfile;
  readonly wallet: Wallet;
  readonly phone: MessageReader<CapturedSms>;
  readonly mailbox: MessageReader<CapturedMail>;
  /** The code as this person reads it, who knows their own cards; undefined when they see none. */
  readCode(message: CapturedMessage): string | undefined;
  /** Resolves once phone and mailbox know where they start; only needed when they read over HTTP. */
  ready(): Promise<void>;
}

/**
 * An End User; nothing that was sent before is ever seen.
 * @example
 * const card = await endUser.wallet.addCard(endUser.profile.cards[0]);
 * await card.choose("TEXT_TO_CARDHOLDER_NUMBER");
 * const message = await endUser.phone.next({ timeoutMs: 2_000 });
 * await card.typeCode(endUser.readCode(message) ?? "");
 */
export function createEndUser({ profile, wallet, sms, mail }: EndUserOptions): EndUser {
  const phone = new MessageReader(sms, profile.phone);
  const mailbox = new MessageReader(mail, profile.email && toMailbox(profile.email));
  return {
    profile,
    wallet: createWallet(wallet),
    phone,
    mailbox,
    readCode: (message) => readAsHolder(visibleText(message), profile),
    async ready() {
      await Promise.all([phone.ready(), mailbox.ready()]);
    },
  };
}

/** Holders of several cards take the ending shown for the card meant, when it is one of theirs, and else any of theirs in the text. */
function readAsHolder(text: string, { cards }: EndUserProfile): string | undefined {
  const own = cards.map(panSuffixOf);
  const shown = findPanSuffix(text);
  const meant = own.find((suffix) => suffix === shown) ?? own.find((suffix) => text.includes(suffix)) ?? own[0];
  return readCode(text, { ownPanSuffix: meant ?? "" });
}
