import { describe, expect, it } from "vitest";
import { checkImpersonalIds } from "./personal-ids.ts";

const nadia = {
  firstName: "Nadia",
  phone: "+4917604069012",
  email: "n.haddad@mail.example",
  pans: ["4539148803436467"],
};
const judge = (consumerId: string, cardId = "crd_h2otddwm5uwujlye3qyxmjkpha") =>
  checkImpersonalIds({ consumerId, cardIds: [cardId] }, nadia);

describe("SE-06", () => {
  it("is content with random ids", () => expect(judge("csm_7x2q9d").result).toBe("PASS"));

  it.each([
    ["NADIA-1", "the first name in the consumerId"],
    ["c_17604069012", "the phone in the consumerId"],
    ["n_haddad", "the e-mail address in the consumerId"],
    ["4539148803436467", "the card number in the consumerId"],
  ])("refuses %s", (consumerId, actual) => expect(judge(consumerId)).toMatchObject({ result: "FAIL", actual }));

  it("looks at cardIds, too, and at the end of the card number", () => {
    expect(judge("csm_7x2q9d", "card-03436467").actual).toBe("the card number in the cardId");
  });

  it("proves nothing of a person of whom nothing is known", () => {
    expect(checkImpersonalIds({ consumerId: "a", cardIds: [] }, { pans: [] }).result).toBe("UNTESTABLE");
  });
});
