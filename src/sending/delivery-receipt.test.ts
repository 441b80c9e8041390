import { describe, expect, it } from "vitest";
import { toDeliveryReceipt } from "./delivery-receipt.ts";

const deliverSm = (esmClass: number, text: string, tlvs: Record<string, string> = {}) => ({
  command: "deliver_sm",
  status: 0,
  sequence: 1,
  fields: { esm_class: esmClass, short_message: Buffer.from(text), ...tlvs },
});

describe("a delivery receipt", () => {
  it("is read from the text", () => {
    const text = "id:7F3A sub:001 dlvrd:000 submit date:2607040930 done date:2607040931 stat:UNDELIV err:009 text:";
    expect(toDeliveryReceipt(deliverSm(4, text))).toEqual({ messageId: "7F3A", state: "UNDELIV" });
  });

  it("takes the id from the parameter, which is exact", () => {
    const receipt = toDeliveryReceipt(deliverSm(4, "id:32570 stat:DELIVRD", { receipted_message_id: "7F3A" }));
    expect(receipt).toEqual({ messageId: "7F3A", state: "DELIVRD" });
  });

  it("of an unknown form has an unknown state; a message from a phone is none", () => {
    expect(toDeliveryReceipt(deliverSm(4, "delivered"))).toEqual({ messageId: "", state: "UNKNOWN" });
    expect(toDeliveryReceipt(deliverSm(0, "id:1 stat:DELIVRD"))).toBeUndefined();
  });
});
