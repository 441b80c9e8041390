import { expect, test } from "./with-test-bed.ts";

/**
 * `request` stands for your page: with one, the three calls are clicks, and the code goes in with
 * `page.getByLabel("Code").fill(sms.code)`.
 */
test("a cardholder activates a card with the code from their phone", async ({ bed, request }) => {
  const nadia = await bed.enrol();
  const { pan = "", expiryMonth, expiryYear } = nadia.profile.cards[0] ?? {};
  const wallet = `${bed.addresses.tsp}/wallet/1/tokens`;

  const added = await request.post(wallet, {
    data: { accountNumber: pan, expiryMonth, expiryYear, tokenRequestorId: "90000000001" },
  });
  const token = await added.json();
  const [sms] = token.methods;
  await request.post(`${wallet}/${token.tokenUniqueReference}/activationCodes`, { data: { methodId: sms.id } });

  const message = await nadia.nextSms();
  expect(message.panSuffix).toBe(pan.slice(-4));

  const activation = await request.post(`${wallet}/${token.tokenUniqueReference}/activations`, {
    data: { activationCode: message.code },
  });
  expect(await activation.json()).toMatchObject({ result: "SUCCESS" });
});
