import { expect, it } from "vitest";
import { checkNotificationsTaken } from "./notification-endpoint.ts";
import { sampleExchange, silentExchange } from "./sample-exchanges.fixture.ts";

const taken = sampleExchange({ status: 204 });
const what = "the same operationId again";

it("RS-11 wants 204 for every notification", () => {
  expect(checkNotificationsTaken([taken, taken], { what }).result).toBe("PASS");
});

it.each([200, 400, 404, 409, 500])("RS-11 refuses %i for one of them", (status) => {
  expect(checkNotificationsTaken([taken, sampleExchange({ status })], { what })).toMatchObject({
    result: "FAIL",
    actual: `${what}: ${status}, no body`,
  });
});

it("RS-11 proves nothing without an answer", () => {
  expect(checkNotificationsTaken([], { what }).result).toBe("UNTESTABLE");
  expect(checkNotificationsTaken([taken, silentExchange("HTTP_TIMEOUT")], { what }).result).toBe("UNTESTABLE");
});
