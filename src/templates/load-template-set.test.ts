import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadTemplateSet } from "./load-template-set.ts";
import { MAX_TEMPLATE_BYTES } from "./read-template-file.ts";
import { selectTemplates } from "./select-templates.ts";
import type { LanguageTemplates } from "./template-set.ts";

const values = { otp: "004217", panSuffix: "1234" };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "templates-"));
  await write("en/sms.txt", "{{otp}} en\n");
});
afterEach(() => rm(folder, { recursive: true }));

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

async function writeMail(language: string): Promise<void> {
  await write(`${language}/email.subject.txt`, `Subject ${language}\n`);
  await write(`${language}/email.txt`, "{{otp}}\n");
}

describe("a folder of templates", () => {
  it("offers per language what lies in its folder", async () => {
    await writeMail("fr-CA");
    const set = await loadTemplateSet(folder);
    expect([...set.languages.keys()]).toEqual(["en", "fr-ca"]);
    expect(set.languages.get("fr-ca")?.email?.subject.render(values)).toBe("Subject fr-CA");
    expect(set.languages.get("fr-ca")?.sms).toBeUndefined();
    expect(set.languages.get("en")?.email).toBeUndefined();
  });

  it("drops a byte order mark and the last line break", async () => {
    await write("en/sms.txt", "\uFEFF{{otp}} en\r\n");
    const { sms } = selectTemplates(await loadTemplateSet(folder));
    expect(sms?.render(values)).toBe("004217 en");
  });

  it.each([
    ["no UTF-8", Uint8Array.of(0x7b, 0x7b, 0xe9, 0x7d)],
    ["more than 64 KB", "x".repeat(MAX_TEMPLATE_BYTES + 1)],
  ])("is refused for a file with %s, by its path", async (_, content) => {
    await write("en/sms.txt", content);
    await expect(loadTemplateSet(folder)).rejects.toMatchObject({
      code: "TEMPLATE_UNREADABLE",
      message: expect.stringMatching(/en\/sms\.txt:(?:1:3:)? /),
    });
  });

  it("says in which line and column a file stops being UTF-8", async () => {
    const octets = Buffer.concat([Buffer.from("{{otp}} für\n😀 x"), Buffer.of(0xe9), Buffer.from(" y\n")]);
    await write("en/sms.txt", octets);
    await expect(loadTemplateSet(folder)).rejects.toThrow(/en\/sms\.txt:2:4: it is not UTF-8 here/);
    await write("en/sms.txt", Buffer.from("{{otp}} cut off: €").subarray(0, -1));
    await expect(loadTemplateSet(folder)).rejects.toThrow(/en\/sms\.txt:1:18: /);
  });

  it.runIf(process.platform === "linux")("does not wait for what a pipe might bring", async () => {
    await rm(join(folder, "en/sms.txt"));
    await promisify(execFile)("mkfifo", [join(folder, "en/sms.txt")]);
    await expect(loadTemplateSet(folder)).rejects.toThrow(/en\/sms\.txt: it is not a file/);
  });

  it("is refused when a demanded channel is missing in any language", async () => {
    await writeMail("en");
    await write("fr/sms.txt", "{{otp}} fr");
    await expect(loadTemplateSet(folder, { channels: ["SMS", "EMAIL"] })).rejects.toMatchObject({
      code: "TEMPLATE_MISSING",
      message: expect.stringContaining("fr/email.subject.txt"),
    });
    await expect(loadTemplateSet(folder, { channels: ["SMS"] })).resolves.toBeDefined();
  });

  it("is refused when an e-mail has no text part or a folder holds nothing", async () => {
    await write("fr/email.html", "<p>{{otp}}</p>");
    await expect(loadTemplateSet(folder)).rejects.toMatchObject({ code: "TEMPLATE_MISSING" });
    await rm(join(folder, "fr/email.html"));
    await expect(loadTemplateSet(folder)).rejects.toMatchObject({ code: "TEMPLATE_MISSING" });
  });

  it("is refused without its default language, with a folder of no language, or when it is not there", async () => {
    await expect(loadTemplateSet(folder, { defaultLanguage: "de" })).rejects.toMatchObject({
      code: "TEMPLATE_DEFAULT_MISSING",
    });
    await write("letterhead/sms.txt", "{{otp}}");
    await expect(loadTemplateSet(folder)).rejects.toMatchObject({ code: "TEMPLATE_LANGUAGE_INVALID" });
    await expect(loadTemplateSet(join(folder, "none"))).rejects.toMatchObject({ code: "TEMPLATE_FOLDER_UNREADABLE" });
  });

  it.runIf(process.platform === "linux")("is refused when two folders differ in case only", async () => {
    await write("fr-CA/sms.txt", "{{otp}}");
    await write("fr-ca/sms.txt", "{{otp}}");
    await expect(loadTemplateSet(folder)).rejects.toMatchObject({ code: "TEMPLATE_LANGUAGE_INVALID" });
  });

  it("serves the exact tag, then the language, then the default (TP-11)", async () => {
    await write("fr/sms.txt", "{{otp}} fr");
    await write("fr-CA/sms.txt", "{{otp}} fr-CA");
    const set = await loadTemplateSet(folder);
    const wording = (language?: string): string | undefined => selectTemplates(set, language).sms?.source;
    expect(wording("fr-ca")).toBe("{{otp}} fr-CA");
    expect(wording("fr-FR")).toBe("{{otp}} fr");
    expect(wording("th-TH")).toBe("{{otp}} en");
    expect(wording()).toBe("{{otp}} en");
  });
});

const shipped = await loadTemplateSet(join(import.meta.dirname, "../../examples/meridale-bank/templates"), {
  channels: ["SMS", "EMAIL"],
});

describe("Meridale Bank's templates", () => {
  it("speak fifteen languages", () => {
    expect([...shipped.languages.keys()].sort().join(" ")).toBe("ar de el en es fr he hi ja ko pl pt ru th zh");
  });

  it.each([...shipped.languages])("hold in %s the code once and the masked suffix once", (_, templates) => {
    for (const text of bodiesOf(templates)) {
      expect(text.split("004217"), text).toHaveLength(2);
      expect(text.split("**1234"), text).toHaveLength(2);
      expect(text).not.toMatch(/[{}]|https?:/);
    }
  });

  it.each([...shipped.languages])("fit in %s into one SMS, with a code of six digits", (_, { sms }) => {
    const text = sms?.render(values) ?? "";
    expect(text.length).toBeLessThanOrEqual(isGsm(text) ? 160 : 70);
  });
});

const bodiesOf = ({ sms, email }: LanguageTemplates): readonly string[] =>
  [sms, email?.text, email?.html].map((template) => template?.render(values) ?? "");

/** The letters of the GSM 03.38 basic table that these templates use. */
const isGsm = (text: string): boolean => /^[\w .,:;*'()?!/+éèàùìòäöüÄÖÜßñÑÇ-]+$/u.test(text);
