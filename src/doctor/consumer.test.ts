import { expect, it } from "vitest";
import { systemClock } from "../clock.ts";
import { consumerCall, lookAtConsumer } from "./consumer.ts";
import { Deadline } from "./deadline.ts";
import type { RealIssuer } from "./preflight.ts";

const access: RealIssuer["access"] = {
  issuerId: "MERIDALE01",
  backendUrl: "https://127.0.0.1:8443/",
  tokenUrl: "https://127.0.0.1:8443/token",
  clientId: "MERIDALE01",
  clientSecret: "secret",
  identity: { key: "", cert: "", ca: "" },
};

it("asks for the End User below the backend's URL, with the card's id where D1 sends it", () => {
  const endUser = { consumerId: "csm_nadia", cardId: "crd_nadia" };
  expect(consumerCall({ access, endUser }).url).toBe(
    "https://127.0.0.1:8443/banking/d1/v1/issuers/MERIDALE01/consumers/csm_nadia?cardId=crd_nadia",
  );
});

it("calls nobody where the run file names no active End User", async () => {
  const refused = lookAtConsumer(
    { access },
    "a.b.c",
    () => Promise.reject(new Error("called")),
    new Deadline(systemClock, 1_000),
  );
  await expect(refused).rejects.toMatchObject({ code: "NO_ACTIVE_END_USER", attribution: "CONFIGURATION" });
});
