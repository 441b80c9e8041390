import type { Parcel } from "../simulators/d1/delivery.ts";

/** The next digit or letter, so that a code stays of its kind and differs in every place. */
export const shifted = (code: string): string =>
  code.replace(/[0-8A-Ya-y]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 1));

/** The same message to somebody else. */
export const addressedTo = (parcel: Parcel, to: string): Parcel => {
  if (parcel.to === "sms-centre") return { ...parcel, sms: { ...parcel.sms, to } };
  return parcel.to === "mail-server" ? { ...parcel, mail: { ...parcel.mail, to } } : parcel;
};

/** The same message with other words, in a mail in both of its parts. */
export const withText = (parcel: Parcel, change: (text: string) => string): Parcel => {
  if (parcel.to === "sms-centre") return { ...parcel, sms: { ...parcel.sms, text: change(parcel.sms.text) } };
  if (parcel.to !== "mail-server") return parcel;
  const { text, html, ...mail } = parcel.mail;
  return { ...parcel, mail: { ...mail, text: change(text), ...(html && { html: change(html) }) } };
};
