import { setupServer } from "msw/node";
import { createTestBed, d1Handlers, issuerBackendHandlers, type PortlessTestBed, tspHandlers } from "stepproof/msw";
import { afterAll, beforeAll, expect, it } from "vitest";

const server = setupServer();
let bed: PortlessTestBed;

beforeAll(async () => {
  bed = await createTestBed();
  server.use(
    ...tspHandlers(bed, { baseUrl: "https://tsp.example" }),
    ...d1Handlers(bed, { baseUrl: "https://d1.example" }),
    ...issuerBackendHandlers(bed, { baseUrl: "https://bank.example/outbound" }),
  );
  server.listen({ onUnhandledRequest: "error" });
});

afterAll(async () => {
  server.close();
  await bed.close();
});

const post = (url: string, body: object, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

/** Stands for the wallet that you wrote: it calls the TSP where it believes it to be. */
async function addCardInYourWallet(pan: string, expiryMonth: string, expiryYear: string, securityCode: string) {
  const card = { accountNumber: pan, expiryMonth, expiryYear, securityCode, tokenRequestorId: "90000000001" };
  const answer = await post("https://tsp.example/wallet/1/tokens", card);
  return (await answer.json()) as { tokenUniqueReference: string; methods: { id: string; type: string }[] };
}

it("lets your own wallet do a whole step-up without a port", async () => {
  const nadia = await bed.enrol({ cardCount: 1 });
  const [card] = nadia.profile.cards;
  if (!card) throw new Error("Nadia has a card");

  const { pan, expiryMonth, expiryYear, securityCode } = card;
  const token = await addCardInYourWallet(pan, expiryMonth, expiryYear, securityCode);
  const email = token.methods.find(({ type }) => type === "EMAIL_TO_CARDHOLDER_ADDRESS");
  const path = `https://tsp.example/wallet/1/tokens/${token.tokenUniqueReference}`;
  await post(`${path}/activationCodes`, { methodId: email?.id });
  const { code: activationCode } = await nadia.nextMail();

  const activated = await post(`${path}/activations`, { activationCode });
  expect(await activated.json()).toMatchObject({ result: "SUCCESS" });
});

it("lets your own client ask the issuer backend for contact details", async () => {
  const omar = await bed.enrol();
  const { issuerId, clientId, clientSecret } = bed.issuer;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64url");

  const granted = await fetch("https://bank.example/outbound/authz/d1/v1/oauth2/token", {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token: bearer } = (await granted.json()) as { access_token: string };
  const url = `https://bank.example/outbound/banking/d1/v1/issuers/${issuerId}/consumers/${omar.profile.consumerId}`;
  const consumer = await fetch(url, { headers: { authorization: `Bearer ${bearer}` } });

  expect(await consumer.json()).toMatchObject({ firstName: omar.profile.firstName, email: omar.profile.email });
});

it("answers your own token service as D1 does", async () => {
  const refused = await post("https://d1.example/issuerServices/1/0/authorizeService", {});
  expect(refused.status).toBe(200);
  expect(await refused.json()).toHaveProperty("errorCode");
});
