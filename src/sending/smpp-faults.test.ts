import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type SmsCentre, startSmsCentre } from "../../simulators/sms-centre/start-sms-centre.ts";
import { ManualClock } from "../clock.ts";
import type { SmppFault } from "../faults/fault.ts";
import { type PlannedFaults, planFaults } from "../faults/planned-faults.fixture.ts";
import { silent } from "../log.ts";
import type { DeliveryReceipt } from "./delivery-receipt.ts";
import { fateOf } from "./failure.ts";
import type { SmsSender } from "./sender.ts";
import { createSmppSender, type SmppSenderOptions } from "./smpp-sender.ts";

const oneSms = { to: "+447700900123", from: "Meridale", text: "004217 is your Meridale Bank code" };
const longSms = { ...oneSms, text: "004217 is your Meridale Bank code. ".repeat(8) };

let clock: ManualClock;
let faults: PlannedFaults;
let centre: SmsCentre;
let senders: SmsSender[];

beforeEach(async () => {
  clock = new ManualClock(Date.UTC(2026, 6, 4, 9, 30));
  faults = planFaults();
  senders = [];
  centre = await startSmsCentre({ clock, log: silent, faults });
});
afterEach(async () => {
  for (const sender of senders) await sender.close();
  await centre.close();
});

function open(options: Partial<SmppSenderOptions> = {}): SmsSender {
  const sender = createSmppSender({ ...centre.smpp, systemId: "d1", password: "stepproof", clock, ...options });
  senders.push(sender);
  return sender;
}

const outcomeOf = (sending: Promise<unknown>) =>
  sending.then(
    () => "taken",
    (error: unknown) => fateOf(error),
  );
const inbox = () => centre.inbox.list().length;

describe("what goes wrong at the bind leaves nothing behind, and", () => {
  it.each<[SmppFault, string]>([
    [{ kind: "status", status: "ESME_RINVPASWD" }, "refused"],
    [{ kind: "status", status: "ESME_RTHROTTLED" }, "try-again"],
    [{ kind: "status", status: "ESME_RBINDFAIL" }, "try-again"],
    [{ kind: "bind-lost" }, "try-again"],
    [{ kind: "unbind" }, "try-again"],
  ])("%o is: %s", async (fault, fate) => {
    faults.plan("smpp", "bind", fault);
    const sender = open();
    expect(await outcomeOf(sender.send(oneSms))).toBe(fate);
    expect(inbox()).toBe(0);
    expect(await outcomeOf(sender.send(oneSms))).toBe("taken");
  });

  it.each<SmppFault>([{ kind: "lost-response" }, { kind: "late-response", ms: 20_000 }])(
    "%o ends by the clock",
    async (fault) => {
      faults.plan("smpp", "bind", fault);
      const [reached, outcome] = [faults.reached("bind"), outcomeOf(open().send(oneSms))];
      await reached;
      clock.advance(10_000);
      expect(await outcome).toBe("try-again");
    },
  );

  it("an answer that comes in time is waited for", async () => {
    faults.plan("smpp", "bind", { kind: "late-response", ms: 9_000 });
    const [reached, outcome] = [faults.reached("bind"), outcomeOf(open().send(oneSms))];
    await reached;
    clock.advance(9_000);
    expect(await outcome).toBe("taken");
  });
});

describe("a message that goes wrong at the submit", () => {
  it.each<[SmppFault, string]>([
    [{ kind: "status", status: "ESME_RTHROTTLED" }, "try-again"],
    [{ kind: "status", status: "ESME_RMSGQFUL" }, "try-again"],
    [{ kind: "status", status: "ESME_RSYSERR" }, "try-again"],
    [{ kind: "status", status: "ESME_RINVDSTADR" }, "refused"],
    [{ kind: "bind-lost" }, "unknown"],
    [{ kind: "unbind" }, "unknown"],
  ])("by %o was not taken: %s", async (fault, fate) => {
    faults.plan("smpp", "submit", fault);
    const sender = open();
    expect(await outcomeOf(sender.send(oneSms))).toBe(fate);
    expect(inbox()).toBe(0);
    expect(await outcomeOf(sender.send(oneSms))).toBe("taken");
  });

  it("by a lost response was taken, and nobody knows", async () => {
    faults.plan("smpp", "submit", { kind: "lost-response" });
    const [reached, outcome] = [faults.reached("submit"), outcomeOf(open().send(oneSms))];
    await reached;
    clock.advance(10_000);
    expect(await outcome).toBe("unknown");
    expect(inbox()).toBe(1);
  });

  it("by a late response was taken once", async () => {
    faults.plan("smpp", "submit", { kind: "late-response", ms: 3_000 });
    const [reached, outcome] = [faults.reached("submit"), outcomeOf(open().send(oneSms))];
    await reached;
    clock.advance(3_000);
    expect(await outcome).toBe("taken");
    expect(inbox()).toBe(1);
  });

  it("by a response that comes too late is not known, and its answer is nobody else's", async () => {
    faults.plan("smpp", "submit", { kind: "late-response", ms: 11_000 });
    const sender = open();
    const [reached, outcome] = [faults.reached("submit"), outcomeOf(sender.send(oneSms))];
    await reached;
    clock.advance(11_000);
    expect(await outcome).toBe("unknown");
    expect(await sender.send({ ...oneSms })).toEqual({ messageId: "0000000002" });
  });
});

describe("a long message", () => {
  it("goes on where it broke off, and arrives once", async () => {
    const sender = open();
    faults.plan("smpp", "submit", { kind: "lost-response" });
    const [reached, outcome] = [faults.reached("submit"), outcomeOf(sender.send(longSms))];
    await reached;
    clock.advance(10_000);
    expect(await outcome).toBe("try-again");
    expect(await outcomeOf(sender.send(longSms))).toBe("taken");
    expect(centre.inbox.list()).toMatchObject([{ text: longSms.text }]);
    expect(centre.unfinished({ after: 0 })).toEqual([]);
  });

  it("whose last part is throttled sends only that again", async () => {
    const sender = open();
    await sender.send(oneSms);
    centre.refuseNext(0);
    faults.plan("smpp", "submit", { kind: "status", status: "ESME_RTHROTTLED" });
    expect(await outcomeOf(sender.send(longSms))).toBe("try-again");
    expect(await sender.send(longSms)).toEqual({ messageId: "0000000002" });
    expect(inbox()).toBe(2);
  });

  it("whose last answer is lost is not doubled by whoever sends it again", async () => {
    const sender = open();
    const reached = faults.reached("submit").then(() => {
      faults.plan("smpp", "submit", { kind: "lost-response" });
      return faults.reached("submit");
    });
    const outcome = outcomeOf(sender.send(longSms));
    await reached;
    clock.advance(10_000);
    expect(await outcome).toBe("unknown");
    expect(await outcomeOf(sender.send(longSms))).toBe("taken");
    expect(inbox()).toBe(1);
    expect(centre.unfinished({ after: 0 })).toEqual([]);
  });
});

describe("a delivery receipt", () => {
  const sendForReceipts = async (count: number) => {
    const receipts: DeliveryReceipt[] = [];
    const came = new Promise<void>((resolve) => {
      const sender = open({
        onReceipt: (receipt) => {
          receipts.push(receipt);
          if (receipts.length >= count) resolve();
        },
      });
      void sender.send(oneSms);
    });
    await came;
    return receipts;
  };

  it("names the submit that it is about", async () => {
    expect(await sendForReceipts(1)).toEqual([{ messageId: "0000000001", state: "DELIVRD", reference: 1 }]);
  });

  it("may come twice", async () => {
    faults.plan("smpp", "receipt", { kind: "receipt", fate: "duplicated" });
    const receipts = await sendForReceipts(2);
    expect(receipts[0]).toEqual(receipts[1]);
    expect(inbox()).toBe(1);
  });

  it("may never come: the message is taken all the same", async () => {
    faults.plan("smpp", "receipt", { kind: "receipt", fate: "lost" });
    expect(await outcomeOf(open({ onReceipt: () => undefined }).send(oneSms))).toBe("taken");
  });

  it.each<SmppFault>([{ kind: "lost-response" }, { kind: "late-response", ms: 60_000 }])(
    "stands in for the response in %o",
    async (fault) => {
      faults.plan("smpp", "submit", fault);
      expect(await open({ onReceipt: () => undefined }).send(oneSms)).toEqual({ messageId: "0000000001" });
    },
  );

  it("that overtakes the response says that the message was taken", async () => {
    faults.plan("smpp", "receipt", { kind: "receipt", fate: "out-of-order" });
    expect(await open({ onReceipt: () => undefined }).send(oneSms)).toEqual({ messageId: "0000000001" });
    expect(inbox()).toBe(1);
  });
});

describe("a bind that was silent for long", () => {
  it.each<SmppFault>([{ kind: "lost-response" }, { kind: "bind-lost" }, { kind: "unbind" }])(
    "is opened anew where its sign of life is %o, before a message gets lost in it",
    async (fault) => {
      const sender = open();
      await sender.send(oneSms);
      clock.advance(31_000);
      faults.plan("smpp", "enquire", fault);
      const [reached, outcome] = [faults.reached("enquire"), outcomeOf(sender.send({ ...oneSms }))];
      await reached;
      clock.advance(10_000);
      expect(await outcome).toBe("taken");
      expect(inbox()).toBe(2);
    },
  );

  it("is asked once, and not while it is in use", async () => {
    const sender = open();
    let asked = 0;
    void faults.reached("enquire").then(() => (asked += 1));
    await sender.send(oneSms);
    await sender.send(oneSms);
    expect(asked).toBe(0);
  });
});
