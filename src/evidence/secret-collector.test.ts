import { once } from "node:events";
import net from "node:net";
import { expect, it } from "vitest";
import { LOOPBACK } from "../serve.ts";
import { openSecretCollector, tellSecrets } from "./secret-collector.ts";
import { SecretKeeper } from "./secrets.ts";

it("gathers what a keeper knew before, and what it learns", async () => {
  const collector = await openSecretCollector();
  const keeper = new SecretKeeper();
  keeper.learn("token", "q8-Zk_2vN.tR5xW1y");
  const allTold = await tellSecrets(keeper, collector.port);
  keeper.learn("otp", "804213");
  await allTold();
  expect(await collector.finish()).toEqual([
    { kind: "token", value: "q8-Zk_2vN.tR5xW1y" },
    { kind: "otp", value: "804213" },
  ]);
});

it("outlives whoever breaks off in the middle of a secret, or writes something else", async () => {
  const collector = await openSecretCollector();
  const socket = net.connect(collector.port, LOOPBACK);
  socket.end('GET / HTTP/1.1\n{"kind":"otp","value":"804213"}\n{"kind":"otp","val');
  await once(socket, "close");
  expect(await collector.finish()).toEqual([{ kind: "otp", value: "804213" }]);
});
