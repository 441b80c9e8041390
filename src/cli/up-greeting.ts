import type { EndUserProfile } from "../../simulators/end-user/profile.ts";
import { type AddCardRequest, walletTspPaths as paths } from "../contract/wallet-tsp.ts";
import { maskRecipient } from "./up-lines.ts";

export interface Greeting {
  readonly seed: string;
  /** Where everything listens, by name. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly tspUrl: string;
  readonly smsUrl: string;
  readonly endUser: EndUserProfile;
}

/** What `stepproof up` says first: where everything is, and a step-up to copy and paste. The demo card is nobody's. */
export function greeting({ seed, addresses, tspUrl, smsUrl, endUser }: Greeting): string {
  const widest = Math.max(...Object.keys(addresses).map((name) => name.length));
  const { phone = "", email = "" } = endUser;
  const lines = [
    `The test bed is up (seed ${seed}); Ctrl-C stops it.`,
    "",
    ...Object.entries(addresses).map(([name, address]) => `  ${name.padEnd(widest)}  ${address}`),
    "",
    `A demo End User of Meridale Bank has a card, a phone (${maskRecipient(phone)}) and a mailbox (${maskRecipient(email)}).`,
    "Add the card to a wallet:",
    curlPost(tspUrl, paths.tokens, addCardBody(endUser)),
    "Choose how to get the code; TOKEN and the ids of the methods are in the answer:",
    curlPost(tspUrl, withToken(paths.activationCodes), { methodId: "ID" }),
    "Wait for the SMS (after: the sequence of the last one you know), and type its code:",
    `  curl "${smsUrl}/inbox/wait?after=0&timeout=30000"`,
    curlPost(tspUrl, withToken(paths.activations), { activationCode: "CODE" }),
    "",
  ];
  return `${lines.join("\n")}\n`;
}

function addCardBody({ cards }: EndUserProfile): AddCardRequest | undefined {
  const [card] = cards;
  if (!card) return undefined;
  const { pan: accountNumber, expiryMonth, expiryYear, securityCode } = card;
  return { accountNumber, expiryMonth, expiryYear, securityCode, tokenRequestorId: "90000000001" };
}

const withToken = (path: string): string => path.replace(":tokenUniqueReference", "TOKEN");

/** JSON of ours has no single quotes, so single quotes keep it whole in a shell. */
const curlPost = (url: string, path: string, body: object | undefined): string =>
  `  curl ${url}${path} -H 'content-type: application/json' -d '${JSON.stringify(body)}'`;
