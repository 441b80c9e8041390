import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MailServer, startMailServer } from "../../simulators/mail-server/start-mail-server.ts";
import { ManualClock } from "../clock.ts";
import type { PointsByLeg, SmtpFault } from "../faults/fault.ts";
import { type PlannedFaults, planFaults } from "../faults/planned-faults.fixture.ts";
import type { TlsIdentity } from "../http.ts";
import { silent } from "../log.ts";
import { bedKeys } from "../testbed/bed-keys.ts";
import { fateOf } from "./failure.ts";
import type { MailSender } from "./sender.ts";
import { createSmtpSender } from "./smtp-sender.ts";

const mail = {
  from: "Meridale Bank <card@email.meridale.example>",
  to: "nadia@veloria.example",
  subject: "Your code",
  text: "004217 is your Meridale Bank code",
  date: new Date(Date.UTC(2026, 6, 4, 9, 30)),
};

const clock = new ManualClock(mail.date.getTime());
let tls: TlsIdentity;
let faults: PlannedFaults;
let server: MailServer;
let after: number;

beforeAll(async () => {
  tls = await (await bedKeys()).identityOf("mail server");
  faults = planFaults();
  server = await startMailServer({ clock, log: silent, tls, faults });
});
afterAll(() => server.close());
beforeEach(() => {
  faults.clear();
  after = server.inbox.cursor;
});

async function withSender<T>(use: (sender: MailSender) => Promise<T>): Promise<T> {
  const auth = { user: "meridale", password: "secret" };
  const sender = createSmtpSender({ ...server.smtp, ca: tls.ca, clock, auth });
  try {
    return await use(sender);
  } finally {
    await sender.close();
  }
}

const outcomeOf = (sender: MailSender, outgoing = mail) =>
  sender.send(outgoing).then(
    () => "taken",
    (error: unknown) => fateOf(error),
  );
const arrived = () => server.inbox.list({ after }).length;

const replies: readonly [PointsByLeg["smtp"], number, string, string][] = [
  ["connect", 421, "4.3.2", "try-again"],
  ["connect", 554, "5.7.1", "refused"],
  ["ehlo", 421, "4.3.2", "try-again"],
  ["ehlo", 550, "5.7.1", "refused"],
  ["starttls", 454, "4.7.0", "try-again"],
  ["auth", 454, "4.7.0", "try-again"],
  ["auth", 535, "5.7.8", "refused"],
  ["mail", 451, "4.3.0", "try-again"],
  ["mail", 553, "5.1.8", "refused"],
  ["rcpt", 450, "4.2.1", "try-again"],
  ["rcpt", 550, "5.1.1", "refused"],
  ["data", 452, "4.3.1", "try-again"],
  ["data", 554, "5.5.1", "refused"],
  ["body", 451, "4.7.1", "try-again"],
  ["body", 552, "5.3.4", "refused"],
];

describe("a mail that the server answers", () => {
  it.each(replies)("at %s with %i %s was not taken: %s", (point, code, enhanced, fate) => {
    faults.plan("smtp", point, { kind: "reply", code, enhanced }, point === "ehlo" ? 2 : 1);
    return withSender(async (sender) => {
      expect(await outcomeOf(sender)).toBe(fate);
      expect(arrived()).toBe(0);
      if (point === "mail") expect(await outcomeOf(sender)).toBe("taken");
    });
  });

  it("names the code and its enhanced code, and not the address", () => {
    faults.plan("smtp", "rcpt", { kind: "reply", code: 452, enhanced: "4.2.2" });
    return withSender(async (sender) => {
      const message = "sender -> mail server: the mail was refused (452 4.2.2)";
      await expect(sender.send(mail)).rejects.toMatchObject({ code: "MAIL_DEFERRED", message });
    });
  });
});

describe("a connection that breaks off", () => {
  it.each<[PointsByLeg["smtp"], string, number]>([
    ["connect", "try-again", 0],
    ["ehlo", "try-again", 0],
    ["starttls", "try-again", 0],
    ["auth", "try-again", 0],
    ["mail", "try-again", 0],
    ["rcpt", "try-again", 0],
    ["data", "try-again", 0],
    ["body", "unknown", 0],
    ["accepted", "unknown", 1],
  ])("at %s leaves: %s", (point, fate, mails) => {
    faults.plan("smtp", point, { kind: "disconnect" });
    return withSender(async (sender) => {
      expect(await outcomeOf(sender)).toBe(fate);
      expect(arrived()).toBe(mails);
    });
  });

  it("before its mail is out whole leaves nothing behind", () => {
    faults.plan("smtp", "body", { kind: "disconnect" });
    return withSender(async (sender) => {
      const large = { ...mail, text: "Meridale Bank ".repeat(500_000) };
      expect(await outcomeOf(sender, large)).toBe("unknown");
      expect(arrived()).toBe(0);
    });
  });

  it("as a handshake that fails leaves nothing behind, and nothing goes out in clear", () => {
    faults.plan("smtp", "starttls", { kind: "tls" });
    return withSender(async (sender) => {
      expect(await outcomeOf(sender)).toBe("try-again");
      expect(arrived()).toBe(0);
      expect(await outcomeOf(sender)).toBe("taken");
    });
  });
});

describe("a slow server", () => {
  const slow: readonly [PointsByLeg["smtp"], string, number][] = [
    ["connect", "try-again", 0],
    ["rcpt", "try-again", 0],
    ["body", "unknown", 0],
    ["accepted", "unknown", 1],
  ];

  it.each(slow)("is given up by the clock, at %s: %s", (point, fate, mails) => {
    faults.plan("smtp", point, { kind: "delay", ms: 3_600_000 });
    return withSender(async (sender) => {
      const [reached, outcome] = [faults.reached(point), outcomeOf(sender)];
      await reached;
      clock.advance(30_000);
      expect(await outcome).toBe(fate);
      expect(arrived()).toBe(mails);
    });
  });

  it.each(["rcpt", "body", "accepted"] as const)("is waited for in time, at %s", (point) => {
    faults.plan("smtp", point, { kind: "delay", ms: 5_000 } satisfies SmtpFault);
    return withSender(async (sender) => {
      const [reached, outcome] = [faults.reached(point), outcomeOf(sender)];
      await reached;
      clock.advance(5_000);
      expect(await outcome).toBe("taken");
      expect(arrived()).toBe(1);
    });
  });
});

it("greylisting takes a triplet once its time has passed on the clock, and each by itself", () => {
  faults.plan("smtp", "rcpt", { kind: "greylist", ms: 300_000 }, 5);
  return withSender(async (sender) => {
    const outcomes = [await outcomeOf(sender)];
    clock.advance(299_999);
    outcomes.push(await outcomeOf(sender));
    clock.advance(1);
    outcomes.push(await outcomeOf(sender));
    outcomes.push(await outcomeOf(sender, { ...mail, to: "omar@veloria.example" }));
    expect(outcomes).toEqual(["try-again", "try-again", "taken", "try-again"]);
    expect(arrived()).toBe(1);
  });
});
