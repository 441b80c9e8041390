import { expect, it } from "vitest";
import { ReceivedNotifications } from "./received-notifications.ts";

const notification = (operationId: string) => ({
  about: "card" as const,
  subjectId: "card-1",
  operationId,
  operation: "CARD_OPERATION",
  status: "SUCCESSFUL",
  digitalCardIds: [],
  receivedAt: 0,
});

it("keeps of very many notifications those that came last", () => {
  const received = new ReceivedNotifications(2);
  for (const id of ["a", "b", "c"]) received.record("issuer", notification(id));
  expect(received.of("issuer").map(({ operationId }) => operationId)).toEqual(["b", "c"]);
  expect([...received.operationIdsOf("issuer")]).toEqual(["b", "c"]);
});
