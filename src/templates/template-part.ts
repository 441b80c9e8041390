/** What a template file is for. It follows from the file's name, so that a folder needs no index. */
export type TemplatePart = "sms" | "subject" | "text" | "html";

export const templateParts = ["sms", "subject", "text", "html"] as const satisfies readonly TemplatePart[];

export const partFiles = {
  sms: "sms.txt",
  subject: "email.subject.txt",
  text: "email.txt",
  html: "email.html",
} as const satisfies Record<TemplatePart, string>;

/** A `.html` file is HTML, a `.subject.txt` a subject, `sms.txt` an SMS; everything else is plain text. */
export function toTemplatePart(file: string): TemplatePart {
  if (/\.html?$/i.test(file)) return "html";
  if (/\.subject\.txt$/i.test(file)) return "subject";
  return /(^|[\\/])sms\.txt$/i.test(file) ? "sms" : "text";
}
