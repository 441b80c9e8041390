import type { Mutant } from "./mutant.ts";
import { wrongD1 } from "./wrong-d1.ts";

/** A D1 that is wrong about the form of a mail. */
export const d1MailMutants: readonly Mutant[] = [
  wrongD1("footer-added", "EM-12", "D1 adds a footer of its own to the text part.", ({ renderMail }) => ({
    renderMail: (letter) => {
      const mail = renderMail(letter);
      return { ...mail, text: `${mail.text}\nPowered by D1` };
    },
  })),
];
