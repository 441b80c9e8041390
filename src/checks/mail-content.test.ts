import { describe, expect, it } from "vitest";
import { checkMessageIdsUnique, checkMimeStructure, checkNoActiveContent } from "./mail-content.ts";
import { sampleMail } from "./sample-messages.fixture.ts";

const part = (type: string) => `--b\r\nContent-Type: ${type}\r\n\r\n123456\r\n`;
const ofParts = (...types: readonly string[]) =>
  sampleMail({
    raw: Buffer.from(`Content-Type: multipart/alternative; boundary=b\r\n\r\n${types.map(part).join("")}--b--\r\n`),
  });

describe("EM-08", () => {
  it("warns of what acts, and of a file", () => {
    const html = '<p>123456</p><script>1</script><img src="https://a.example/o.gif">';
    expect(checkNoActiveContent(sampleMail({ html }))).toMatchObject({
      result: "WARN",
      actual: "<script>; remote content: src of <img>",
    });
    const attachments = [{ filename: "terms.pdf", contentType: "application/pdf" }];
    expect(checkNoActiveContent(sampleMail({ attachments })).actual).toBe("an attachment: application/pdf");
  });

  it("holds of plain words, links and colours", () => {
    const html = '<p style="color:#222">123456 <a href="https://meridale.example">Meridale</a></p>';
    expect(checkNoActiveContent(sampleMail({ html })).result).toBe("PASS");
  });
});

describe("EM-13", () => {
  it.each([[["text/plain"]], [["text/plain", "text/html"]], [["text/html"]]])("holds of %j", (types) => {
    expect(checkMimeStructure(ofParts(...types)).result).toBe("PASS");
  });

  it.each([
    [["text/html", "text/plain"], /HTML part stands before/],
    [["text/plain", "text/plain"], /more than one text\/plain/],
    [["text/plain", "text/html", "text/html"], /more than one text\/html/],
  ])("finds what is wrong with %j", (types, fault) => {
    expect(checkMimeStructure(ofParts(...types))).toMatchObject({
      result: "FAIL",
      actual: expect.stringMatching(fault),
    });
  });
});

describe("EM-14", () => {
  it("finds a Message-ID that another mail has, and not the copies of one mail", () => {
    const [one, other] = [sampleMail(), sampleMail({ text: "another" })];
    expect(checkMessageIdsUnique(one, { others: [other] }).result).toBe("FAIL");
    expect(checkMessageIdsUnique(one, { others: [one, { ...one, id: "m3" }] }).result).toBe("PASS");
    const renamed = sampleMail({ text: "a third", headers: [["Message-ID", "<b@email.meridale.example>"]] });
    expect(checkMessageIdsUnique(one, { others: [renamed] }).result).toBe("PASS");
  });
});
