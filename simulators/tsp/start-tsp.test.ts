import { afterEach, describe, expect, it } from "vitest";
import { createEnvelopeKeys, decryptFundingAccount } from "../../src/contract/mdes-envelope.ts";
import { authorizeServiceRequest } from "../../src/contract/tsp-d1.ts";
import { tokenView, walletError } from "../../src/contract/wallet-tsp.ts";
import { createHttpClient } from "../../src/http.ts";
import { card, closeAll, desk, email, open, pan, sms, wrong } from "./tsp-on-trial.fixture.ts";

afterEach(closeAll);

describe("adding a card", () => {
  it("shows the wallet D1's methods under ids of the TSP's own", async () => {
    const { add, d1 } = await open();
    const view = await add();
    expect(view).toMatchObject({ decision: "REQUIRE_ADDITIONAL_AUTHENTICATION", state: "INACTIVE" });
    expect(view.methods.map(({ type, value }) => ({ type, value }))).toEqual([sms, email, desk]);
    expect(new Set(view.methods.map(({ id }) => id)).size).toBe(3);
    expect(view.tokenUniqueReference).toHaveLength(48);
    expect(view.tokenSuffix).not.toBe("6467");
    expect(d1.sentTo("authorizeService")).toMatchObject([
      { tokenRequestorId: "50110030273", fundingAccountInfo: { clearPayload: { accountNumber: pan } } },
    ]);
  });

  it("seals the card for D1 when it knows D1's key", async () => {
    const keys = await createEnvelopeKeys();
    const { add, d1 } = await open({ envelope: keys.publicKey });
    await add();
    const { fundingAccountInfo } = authorizeServiceRequest.parse(d1.sentTo("authorizeService")[0]);
    expect(JSON.stringify(fundingAccountInfo)).not.toContain(pan);
    expect(decryptFundingAccount(fundingAccountInfo.encryptedPayload ?? neverSealed(), keys)).toMatchObject({
      accountNumber: pan,
      securityCode: "123",
    });
  });

  it("activates at once what D1 approves, and reports it", async () => {
    const { add, d1, tsp } = await open();
    d1.answers.authorizeService = { decision: "APPROVED", activationMethods: [sms] };
    expect(await add()).toMatchObject({ state: "ACTIVE", methods: [] });
    await tsp.idle();
    expect(d1.sentTo("notifyServiceActivated")).toMatchObject([{ decision: "APPROVED" }]);
  });

  it("leaves nothing to do where D1 declines", async () => {
    const { add, call, d1 } = await open();
    d1.answers.authorizeService = { decision: "DECLINED", declineReasonCode: "LOST" };
    const { tokenUniqueReference, ...view } = await add();
    expect(view).toMatchObject({ decision: "DECLINED", state: "DEACTIVATED", methods: [] });
    expect((await call("POST", `/${tokenUniqueReference}/activationCodes`, { methodId: "any" })).status).toBe(409);
  });

  it("answers 502 when D1 gives no decision, and names D1's code", async () => {
    const { call, d1 } = await open();
    d1.answers.authorizeService = { errorCode: "CRYPTOGRAPHY_ERROR" };
    const response = await call("POST", "", card);
    expect(response.status).toBe(502);
    expect(walletError.parse(await response.json()).errorDescription).toContain("CRYPTOGRAPHY_ERROR");
  });

  it("asks D1 again for methods, keeping the id of one that stays", async () => {
    const { add, call } = await open();
    const { tokenUniqueReference, methods } = await add();
    const renewed = tokenView.parse(await (await call("GET", `/${tokenUniqueReference}/methods`)).json());
    expect(renewed.methods).toEqual([methods[1]]);
  });
});

const neverSealed = (): never => {
  throw new Error("the card travelled in clear");
};

describe("the code", () => {
  it("goes to D1 with the chosen method, and activates the card", async () => {
    const { stepUp, type, status, d1, tsp } = await open();
    const { reference, delivery } = await stepUp();
    expect(delivery).toEqual({ delivered: true, expirationDateTime: "2026-07-04T10:30:00Z", attemptsLeft: 3 });
    const [sent] = d1.sentTo("deliverActivationCode");
    const code = tsp.lastIssued(reference)?.value ?? "";
    expect(sent).toMatchObject({ activationMethod: sms, activationCode: code, tokenUniqueReference: reference });
    expect(sent?.["correlationId"]).toBe(d1.sentTo("authorizeService")[0]?.["correlationId"]);
    expect((await type(reference, wrong(code))).result).toBe("INCORRECT_CODE");
    expect(await type(reference, code)).toEqual({ result: "SUCCESS", attemptsLeft: 2 });
    expect((await status(reference)).state).toBe("ACTIVE");
    await tsp.idle();
    expect(d1.sentTo("notifyServiceActivated")).toMatchObject([
      { accountPanSuffix: "6467", numberOfActivationAttempts: "2", decision: "REQUIRE_ADDITIONAL_AUTHENTICATION" },
    ]);
  });

  it("is known to listeners before D1 has it", async () => {
    const { stepUp, d1, tsp } = await open();
    const deliveriesWhenHeard: number[] = [];
    tsp.onIssued(() => deliveriesWhenHeard.push(d1.sentTo("deliverActivationCode").length));
    await stepUp();
    expect(deliveriesWhenHeard).toEqual([0]);
  });

  it("follows the policy of the card's range, suffix length included", async () => {
    const { stepUp, type, tsp, d1 } = await open({ expirySpelling: "offset" });
    tsp.registerRange({ prefix: pan, network: "visa", policy: { shape: "000###" }, suffixLength: 8 });
    const { reference, delivery } = await stepUp();
    expect(delivery.expirationDateTime).toBe("2026-07-04T12:30:00+02:00");
    const code = tsp.lastIssued(reference)?.value ?? "";
    expect(code).toMatch(/^000[0-9]{3}$/);
    await type(reference, code);
    await tsp.idle();
    expect(d1.sentTo("notifyServiceActivated")).toMatchObject([{ accountPanSuffix: "03436467" }]);
  });

  it("can be asked for as often as the policy says", async () => {
    const { stepUp, choose, status } = await open({ policies: { visa: { maxRequests: 2 } } });
    const { reference, smsId } = await stepUp();
    expect((await choose(reference, smsId)).delivered).toBe(true);
    expect(await choose(reference, smsId)).toMatchObject({ delivered: false, errorCode: "CODE_REQUEST_LIMIT_REACHED" });
    expect((await status(reference)).codeRequestsLeft).toBe(0);
  });

  it("dies with a cancel, which D1 hears of once (LC-11)", async () => {
    const { stepUp, type, call, d1, tsp } = await open();
    const { reference } = await stepUp();
    const code = tsp.lastIssued(reference)?.value ?? "";
    expect(tokenView.parse(await (await call("DELETE", `/${reference}`)).json()).state).toBe("DEACTIVATED");
    await call("DELETE", `/${reference}`);
    expect((await type(reference, code)).result).toBe("EXPIRED_CODE");
    await tsp.idle();
    expect(d1.sentTo("notifyTokenUpdated")).toMatchObject([{ status: "DEACTIVATED", tokenUniqueReference: reference }]);
  });

  it("that failed for good ends the digitization, and D1 hears of it (LC-11)", async () => {
    const { stepUp, type, status, d1, tsp } = await open({ policies: { visa: { attempts: 1, maxRequests: 1 } } });
    const { reference } = await stepUp();
    const code = tsp.lastIssued(reference)?.value ?? "";
    expect((await type(reference, wrong(code))).result).toBe("INCORRECT_CODE_RETRIES_EXCEEDED");
    expect((await type(reference, code)).result).toBe("INCORRECT_CODE_RETRIES_EXCEEDED");
    expect((await status(reference)).state).toBe("DEACTIVATED");
    await tsp.idle();
    expect(d1.sentTo("notifyTokenUpdated")).toHaveLength(1);
  });

  it("that failed while another can be had leaves the card waiting", async () => {
    const { stepUp, type, choose, status, tsp } = await open({ policies: { visa: { attempts: 1 } } });
    const { reference, smsId } = await stepUp();
    await type(reference, wrong(tsp.lastIssued(reference)?.value));
    expect((await status(reference)).state).toBe("INACTIVE");
    await choose(reference, smsId);
    expect((await type(reference, tsp.lastIssued(reference)?.value ?? "")).result).toBe("SUCCESS");
  });
});

describe("the side door", () => {
  it("repeats the last delivery with members replaced, and hands back D1's answer", async () => {
    const { stepUp, tsp, d1 } = await open();
    const { reference } = await stepUp();
    const sameRequest = tsp.lastDelivery(reference)?.requestId ?? "";
    const answer = await tsp.instruct(reference, { requestId: sameRequest, reasonCodes: ["INVENTED"] });
    expect(JSON.parse(answer.body)).toMatchObject({ responseId: "R1" });
    const [first, second] = d1.sentTo("deliverActivationCode");
    expect(second).toEqual({ ...first, reasonCodes: ["INVENTED"] });
  });

  it("can ask for a method that was never offered, before any code was asked for", async () => {
    const { add, tsp, d1 } = await open();
    const { tokenUniqueReference: reference } = await add();
    const activationMethod = { ...sms, value: "******9999" };
    await tsp.instruct(reference, { activationMethod });
    const activationCode = tsp.lastIssued(reference)?.value;
    expect(d1.sentTo("deliverActivationCode")).toMatchObject([{ activationMethod, activationCode }]);
  });

  it("cannot instruct for a token it does not know", async () => {
    const { tsp } = await open();
    await expect(tsp.instruct("NOBODY", {})).rejects.toMatchObject({ code: "TSP_INSTRUCTION_IMPOSSIBLE" });
  });
});

it("can be made wrong from outside, part by part", async () => {
  const forgetful = await open({
    replaceParts: (parts) => ({
      ...parts,
      validateOtp: (otp, typed, now) => ({ ...parts.validateOtp(otp, typed, now), otp }),
    }),
  });
  const { reference } = await forgetful.stepUp();
  const code = forgetful.tsp.lastIssued(reference)?.value ?? "";
  await forgetful.type(reference, code);
  expect((await forgetful.type(reference, code)).result).toBe("SUCCESS");
});

it("gives every digitization names of its own", async () => {
  const { add, d1 } = await open();
  await Promise.all(Array.from({ length: 20 }, () => add()));
  const sent = d1.sentTo("authorizeService");
  for (const member of ["requestId", "correlationId"]) {
    expect(new Set(sent.map((body) => body[member])).size).toBe(20);
  }
});

it("writes one line a call, with no code and no card in it", async () => {
  const { stepUp, type, tsp, lines } = await open();
  const { reference } = await stepUp();
  const code = tsp.lastIssued(reference)?.value ?? "";
  await type(reference, code);
  await tsp.idle();
  expect(lines).toEqual([
    "D1 authorizeService: answered",
    "wallet POST tokens: 201",
    "D1 deliverActivationCode: answered",
    "wallet POST activationCodes: 200",
    "wallet POST activations: 200",
    "D1 notifyServiceActivated: answered",
  ]);
});

it("listens on a socket, too, and leaves none open", async () => {
  const { tsp } = await open();
  const wallet = createHttpClient({ call: "wallet -> TSP" });
  const added = await wallet.request({
    method: "POST",
    url: `${tsp.url}/wallet/1/tokens`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(card),
  });
  expect(added.status).toBe(201);
  await tsp.close();
  await expect(wallet.request({ method: "GET", url: tsp.url })).rejects.toMatchObject({ code: "HTTP_UNREACHABLE" });
  wallet.close();
});
