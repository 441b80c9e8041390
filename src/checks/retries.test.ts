import { expect, it } from "vitest";
import { checkNotifiedInTheEnd, checkTriedAgain } from "./retries.ts";
import { sampleSms } from "./sample-messages.fixture.ts";

const at = (receivedAt: number) => sampleSms("123456", { receivedAt });
const expiresAt = 1_000;

it("RS-06 wants what was refused for now to arrive while its code lives", () => {
  const refused = (count: number) => ({ count, kind: "for now", expiresAt }) as const;
  expect(checkTriedAgain([at(900)], refused(2)).result).toBe("PASS");
  expect(checkTriedAgain([], refused(1)).result).toBe("WARN");
  expect(checkTriedAgain([at(1_000)], refused(1)).result).toBe("WARN");
  expect(checkTriedAgain([at(900)], refused(0)).result).toBe("UNTESTABLE");
});

it("RS-06 wants what was refused for good to be tried once", () => {
  const refused = (count: number) => ({ count, kind: "for good", expiresAt }) as const;
  expect(checkTriedAgain([], refused(1)).result).toBe("PASS");
  expect(checkTriedAgain([], refused(2)).result).toBe("WARN");
  expect(checkTriedAgain([], refused(0)).result).toBe("UNTESTABLE");
});

it("RS-12 wants the same notification again until it is taken", () => {
  const call = (operationId: string, status?: number) => ({
    ...{ id: "x1", operationId },
    ...(status !== undefined && { status }),
  });
  expect(checkNotifiedInTheEnd([call("a", 503), call("a"), call("a", 204)]).result).toBe("PASS");
  expect(checkNotifiedInTheEnd([call("a", 503)]).result).toBe("FAIL");
  expect(checkNotifiedInTheEnd([call("a", 503), call("b", 204)]).result).toBe("FAIL");
  expect(checkNotifiedInTheEnd([call("a", 204)]).result).toBe("UNTESTABLE");
});
