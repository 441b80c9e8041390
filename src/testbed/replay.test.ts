import { afterEach, expect, it } from "vitest";
import { createEgress } from "../egress.ts";
import { createHttpClient } from "../http.ts";
import { type Replay, startReplay } from "./replay.ts";

let replay: Replay | undefined;
afterEach(() => replay?.close());

const recording = (answers: Parameters<typeof startReplay>[0]["answers"]) => ({
  recording: 1 as const,
  seed: "1",
  runFile: "",
  answers,
});
const scope = "https://bank.example:8443";

it("answers call by call, in the recorded order, with the contacts put back", async () => {
  const answers = ["first", "{phone of End User 1}"].map((response) => ({
    scope,
    method: "GET",
    path: "/c",
    status: 200,
    response,
  }));
  replay = await startReplay(recording(answers), new Map([["+4917604069012", "{phone of End User 1}"]]));
  const { request, close } = createHttpClient({ call: "test", egress: createEgress(["bank.example"]) });
  const ask = async () => (await request({ method: "GET", url: `${scope}/c` })).body;
  expect([await ask(), await ask()]).toEqual(["first", "+4917604069012"]);
  close();
});

it("fails again where the issuer had refused the handshake", async () => {
  replay = await startReplay(recording([{ scope, method: "GET", path: "/c", error: "HTTP_TLS" }]), new Map());
  const { request, close } = createHttpClient({ call: "test", egress: createEgress(["bank.example"]) });
  await expect(request({ method: "GET", url: `${scope}/c` })).rejects.toMatchObject({ code: "HTTP_TLS" });
  close();
});
