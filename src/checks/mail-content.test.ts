import { describe, expect, it } from "vitest";
import { checkMessageIdsUnique, checkMimeStructure, checkNoActiveContent } from "./mail-content.ts";
import { sampleMail } from "./sample-messages.fixture.ts";

const part = (type: string) => `--b\r\nContent-Type: ${type}\r\n\r\n123456\r\n`;
const ofParts = (...types: readonly string[]) =>
  sampleMail({
    raw: Buffer.from(
      `MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n${types.map(part).join("")}--b--\r\n`,
    ),
  });

/** An HTML part that shows a logo, and another part beside it. */
const withLogo = (type: string, header: string) => {
  const page = 'Content-Type: text/html\r\n\r\n<img src="cid:logo@meridale.example">';
  const other = `Content-Type: ${type}\r\n${header}${header === "" ? "" : "\r\n"}\r\nx`;
  const raw = `Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n${page}\r\n--b\r\n${other}\r\n--b--\r\n`;
  return sampleMail({ raw: Buffer.from(raw) });
};

describe("EM-08", () => {
  it("warns of what acts, and of a file", () => {
    const html = '<p>123456</p><script>1</script><img src="https://a.example/o.gif">';
    expect(checkNoActiveContent(sampleMail({ html }))).toMatchObject({
      result: "WARN",
      actual: "<script>; remote content: src of <img>",
    });
    expect(checkNoActiveContent(ofParts("text/plain", "application/pdf")).actual).toBe(
      "an attachment: application/pdf",
    );
  });

  it.each([
    ["application/pdf", "", "application/pdf"],
    ["text/calendar", "", "text/calendar"],
    ["text/plain", "Content-Disposition: attachment; filename=a.txt", "text/plain"],
    ["image/png", "", "image/png"],
    ["image/png", "Content-ID: <other@meridale.example>", "image/png"],
    ["image/svg+xml", "Content-ID: <logo@meridale.example>", "image/svg+xml"],
  ])("calls %s with %j an attachment", (type, header, attached) => {
    expect(checkNoActiveContent(withLogo(type, header)).actual).toBe(`an attachment: ${attached}`);
  });

  it.each([
    ["image/png", "Content-ID: <logo@meridale.example>"],
    ["image/jpeg", "Content-ID: <logo@meridale.example>\r\nContent-Disposition: inline; filename=logo.jpg"],
    ["application/pkcs7-signature", "Content-Disposition: attachment; filename=smime.p7s"],
  ])("calls %s with %j none", (type, header) => {
    expect(checkNoActiveContent(withLogo(type, header)).result).toBe("PASS");
  });

  it("reads the HTML of every part, in whatever encoding it is", () => {
    const hidden = `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from("<form></form>").toString("base64")}`;
    expect(checkNoActiveContent(withLogo("text/html", hidden)).actual).toBe("a form: <form>");
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
