/** A mail as signers and receivers take it apart: latin1 texts, one character an octet. */
export interface MailText {
  /** Each header with its folds, without the last CRLF, in order of appearance. */
  readonly fields: readonly string[];
  readonly body: string;
}

/** Cuts a mail in its header fields and its body. */
export function splitMail(raw: Buffer): MailText {
  const text = raw.toString("latin1");
  const end = text.indexOf("\r\n\r\n");
  const head = end < 0 ? text : text.slice(0, end);
  return { fields: head.split(/\r\n(?![ \t])/), body: end < 0 ? "" : text.slice(end + 4) };
}

/** The name of a header field, in lower case. */
export const fieldName = (field: string): string =>
  field
    .slice(0, Math.max(field.indexOf(":"), 0))
    .trim()
    .toLowerCase();
