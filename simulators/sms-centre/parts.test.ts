import { describe, expect, it } from "vitest";
import { ManualClock } from "../../src/clock.ts";
import { bind, errors, hex, message, part, start, withText } from "./esme.fixture.ts";

describe("an SMS in parts", () => {
  it("joins parts by header, by sar parameters, and takes a long message_payload", async () => {
    const centre = await start();
    const esme = await bind(centre);
    await esme.call("submit_sm", { ...message, esm_class: 0x43, short_message: part("05 00 03 01 02 02", "ends.") });
    expect(centre.inbox.list()).toEqual([]);
    expect(centre.incomplete()).toMatchObject([{ reference: 1, total: 2, parts: [{ index: 2 }] }]);
    await esme.call("submit_sm", { ...message, esm_class: 0x40, short_message: part("05 00 03 01 02 01", "It ") });
    const sar = { sar_msg_ref_num: 700, sar_total_segments: 2 };
    await esme.call("submit_sm", { ...withText("by "), ...sar, sar_segment_seqnum: 1 });
    await esme.call("submit_sm", { ...withText("sar"), ...sar, sar_segment_seqnum: 2 });
    await esme.call("submit_sm", { ...message, message_payload: Buffer.from("x".repeat(20_000)) });
    const taken = centre.inbox.list().map(({ text, parts }) => [text.length, parts.map(({ reference }) => reference)]);
    expect(taken).toEqual([
      [8, [1, 1]],
      [6, [700, 700]],
      [20_000, [undefined]],
    ]);
  });

  it("reads by the national tables that a header declares, and keeps the octets as they were", async () => {
    const centre = await start();
    const octets = part("03 24 01 01", "\u001bg");
    await (await bind(centre)).call("submit_sm", { ...message, esm_class: 0x40, short_message: octets });
    expect(centre.inbox.list()).toMatchObject([
      { text: "ğ", parts: [{ payload: hex("1b67"), tables: { single: 1 }, headerOctets: 4 }] },
    ]);
  });

  it.each([
    ["a total of 0", { esm_class: 0x40, short_message: part("05 00 03 01 00 01", "x") }, { total: 0, index: 1 }],
    ["an index beyond the total", { esm_class: 0x40, short_message: part("05 00 03 01 02 03", "x") }, { index: 3 }],
    ["an index of 0 by header", { esm_class: 0x40, short_message: part("06 08 04 1234 02 00", "x") }, { index: 0 }],
    [
      "an index of 0 by sar parameters",
      { ...withText("x"), sar_msg_ref_num: 9, sar_total_segments: 2, sar_segment_seqnum: 0 },
      { reference: 9, total: 2, index: 0 },
    ],
  ])("takes a part with %s for a message of its own, as phones do, and keeps the lie", async (_, fields, misplaced) => {
    const centre = await start();
    await (await bind(centre)).call("submit_sm", { ...message, ...fields });
    expect(centre.inbox.list()).toMatchObject([{ text: "x", parts: [{ index: 1, total: 1, misplaced }] }]);
    expect(centre.incomplete()).toEqual([]);
  });

  it("forgets an incomplete message by the clock", async () => {
    const clock = new ManualClock(0);
    const centre = await start({ clock, limits: { incompleteMs: 1_000 } });
    const esme = await bind(centre);
    await esme.call("submit_sm", { ...message, esm_class: 0x40, short_message: part("05 00 03 01 02 02", "ends") });
    clock.advance(1_000);
    expect(centre.incomplete()).toEqual([]);
    expect(centre.unfinished({ after: 0 })).toMatchObject([{ came: 1, total: 2, fate: "expired" }]);
    expect(centre.unfinished({ after: centre.begun() })).toEqual([]);
  });

  it("refuses with ESME_RMSGQFUL what would wait beyond its room", async () => {
    const centre = await start({ limits: { maxIncomplete: 0 } });
    const octets = part("05 00 03 01 02 02", "ends");
    const response = await (await bind(centre)).call("submit_sm", {
      ...message,
      esm_class: 0x40,
      short_message: octets,
    });
    expect(response.command_status).toBe(errors["ESME_RMSGQFUL"]);
  });
});
