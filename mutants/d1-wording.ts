import type { Mutant } from "./mutant.ts";
import { shifted, withText } from "./parcel-changes.ts";
import { wrongD1 } from "./wrong-d1.ts";

/** A D1 that changes what the issuer has written, or who has written it. */
export const d1WordingMutants: readonly Mutant[] = [
  wrongD1("device-name-shown", "SE-10", "D1 tells the End User the device's own name.", ({ handOff }) => ({
    handOff: (parcel, delivery) => {
      const name = delivery.digitization.requestor.deviceInfo?.deviceName ?? "";
      return handOff(
        withText(parcel, (text) => `${text} ${name}`),
        delivery,
      );
    },
  })),
  wrongD1("wrong-language", "TP-11", "D1 writes to everybody in English.", ({ selectTemplates }) => ({
    selectTemplates: (tenant) => selectTemplates(tenant, "en"),
  })),
  wrongD1("question-marks", "SM-01", "D1 replaces what is not ASCII by question marks.", ({ handOff }) => ({
    handOff: (parcel, delivery) =>
      handOff(
        withText(parcel, (text) => text.replace(/[^ -~\n]/g, "?")),
        delivery,
      ),
  })),
  wrongD1("national-number", "SM-10", "D1 submits the phone in its national form.", ({ resolveContact }) => ({
    resolveContact: (delivery, consumer, channel) =>
      resolveContact(delivery, consumer, channel).replace(/^\+(49|46)/, "0"),
  })),
  wrongD1("archive-address", "EM-02", "D1 sends every mail to its own archive.", ({ resolveContact }) => ({
    resolveContact: (delivery, consumer, channel) =>
      channel === "email" ? "archive@d1.test" : resolveContact(delivery, consumer, channel),
  })),
  wrongD1("html-alone", "EM-04", "D1 sends the HTML part alone.", ({ renderMail }) => ({
    renderMail: (letter) => ({ ...renderMail(letter), text: "" }),
  })),
  wrongD1(
    "parts-differ",
    "EM-05",
    "D1 fills the HTML part with another code than the text part.",
    ({ renderMail }) => ({
      renderMail: (letter) => {
        const { html = "", ...mail } = renderMail(letter);
        return { ...mail, html: html.replaceAll(letter.values.otp, shifted(letter.values.otp)) };
      },
    }),
  ),
  wrongD1("own-domain", "DZ-16", "D1 sends from its own domain.", ({ renderMail }) => ({
    renderMail: (letter) => ({ ...renderMail(letter), from: "Meridale Bank <card@d1.test>" }),
  })),
  wrongD1("placeholder-left", "TP-05", "D1 leaves a placeholder it does not know in the text.", ({ handOff }) => ({
    handOff: (parcel, delivery) =>
      handOff(
        withText(parcel, (text) => `${text} {{bankName}}`),
        delivery,
      ),
  })),
  wrongD1("mail-with-advice", "EM-12", "D1 adds a link of its own to every mail.", ({ renderMail }) => ({
    renderMail: (letter) => {
      const { text, ...mail } = renderMail(letter);
      return { ...mail, text: `${text}\nMore at https://d1.test/otp\n` };
    },
  })),
];
