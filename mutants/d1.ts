import { d1CardMutants } from "./d1-card.ts";
import { d1ChannelMutants } from "./d1-channel.ts";
import { d1CodeMutants } from "./d1-code.ts";
import { d1CourseMutants } from "./d1-course.ts";
import { d1MailMutants } from "./d1-mail.ts";
import { d1OutboxMutants } from "./d1-outbox.ts";
import { d1WordingMutants } from "./d1-wording.ts";
import type { Mutant } from "./mutant.ts";

/** Every way in which D1 itself is wrong that needs neither a browser nor a telephone network to tell. */
export const d1Mutants: readonly Mutant[] = [
  ...d1CodeMutants,
  ...d1CardMutants,
  ...d1ChannelMutants,
  ...d1CourseMutants,
  ...d1WordingMutants,
  ...d1MailMutants,
  ...d1OutboxMutants,
];
