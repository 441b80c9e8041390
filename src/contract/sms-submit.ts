import { z } from "zod";

/** POST /sms: the SMS centre's HTTP submit API, for senders without SMPP. Ours [A]; one call, one message. */
export const smsSubmitPath = "/sms";

export const smsSubmitRequest = z.strictObject({
  /** E.164 with its plus. */
  to: z.string().regex(/^\+[1-9][0-9]{6,14}$/, "to is a number in E.164 form with its plus"),
  from: z.string().min(1).max(15),
  text: z.string().min(1).max(10_000),
});
export type SmsSubmitRequest = z.infer<typeof smsSubmitRequest>;

export const smsSubmitResponse = z.strictObject({ messageId: z.string(), parts: z.number().int() });
