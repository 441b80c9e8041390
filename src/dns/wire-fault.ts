import { StepproofError } from "../errors.ts";

/** A DNS message that cannot be read: `what` says where it breaks, without quoting it. */
export const unreadable = (what: string): StepproofError =>
  new StepproofError("DNS_MESSAGE_UNREADABLE", `a DNS message cannot be read: ${what}`, {
    hint: "Look at what sent it: it is no name server, or something between alters its messages.",
    attribution: "ENVIRONMENT",
  });
