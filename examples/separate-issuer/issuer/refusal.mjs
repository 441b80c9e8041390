/** An answer other than success. The text is for D1's engineers: it never holds a code, a contact or a stack trace. */
export class Refusal extends Error {
  constructor(status, text) {
    super(text);
    this.status = status;
  }
}
