import type { Exchange, Leg } from "./journal.ts";

type Namer = readonly [path: RegExp, name: string];

/** Ends of paths: a real issuer's may lie under any base, and ids in the middle are nobody's to read. */
const names: Readonly<Record<Exclude<Leg, "tsp-d1">, readonly Namer[]>> = {
  "wallet-tsp": [
    [/\/activationCodes$/, "ask for the code"],
    [/\/activations$/, "enter the code"],
    [/\/methods$/, "ask for methods"],
    [/\/tokens$/, "add card"],
    [/\/tokens\/[^/]+$/, "look at the card"],
  ],
  "d1-issuer": [
    [/\/consumers\/[^/]+$/, "Get Consumer Information"],
    [/\/otp$/, "Deliver OTP"],
    [/\/notifications$/, "notification"],
    [/token[^/]*$/i, "token"],
  ],
  "issuer-sms": [[/\/sms$/, "submit SMS"]],
};

/** What a call asks for, in the words of the contract; never a piece of a path that is not known. */
export function operationOf({ leg, request }: Exchange): string {
  const path = new URL(request.url).pathname;
  if (leg === "tsp-d1") return /\/([A-Za-z]{3,40})$/.exec(path)?.[1] ?? request.method;
  return names[leg].find(([end]) => end.test(path))?.[1] ?? request.method;
}
