import { describe, expect, it } from "vitest";
import { judgeAnswer, toQuery } from "./wire-answer.ts";
import { encodeMessage } from "./wire-encoding.ts";
import { rcodes, type WireMessage } from "./wire-message.ts";

const query = toQuery(7, "_dmarc.email.meridale.example", "TXT");
const nothing: WireMessage = { ...query, isResponse: true, rcode: rcodes.NXDOMAIN };

const judge = (answer: WireMessage) => judgeAnswer(encodeMessage(answer) ?? Buffer.alloc(0), query);

const asking = (name: string, type = "TXT", of = 1): WireMessage => ({
  ...nothing,
  questions: [{ name, type, class: of }],
});

describe("an answer to a query", () => {
  it("repeats its id and its question, in any case", () => {
    expect(judge(nothing)).toMatchObject({ rcode: rcodes.NXDOMAIN });
    expect(judge(asking("_DMARC.Email.meridale.EXAMPLE"))).toMatchObject({ rcode: rcodes.NXDOMAIN });
  });

  it.each<[string, WireMessage]>([
    ["another name", asking("email.meridale.example")],
    ["another type", asking("_dmarc.email.meridale.example", "A")],
    ["another class", asking("_dmarc.email.meridale.example", "TXT", 3)],
    ["no question", { ...nothing, questions: [] }],
    ["two questions", { ...nothing, questions: [...query.questions, ...query.questions] }],
    ["the query itself, reflected", query],
    ["another operation", { ...nothing, opcode: 4 }],
  ])("is none with %s, though it holds no record", (_case, answer) => {
    expect(judge(answer)).toBe("UNREADABLE");
  });

  it("may leave the question out when the server did not understand it", () => {
    expect(judge({ ...nothing, questions: [], rcode: rcodes.FORMERR })).toMatchObject({ rcode: rcodes.FORMERR });
  });

  it("is foreign with another id, readable or not", () => {
    expect(judge({ ...nothing, id: 8 })).toBe("FOREIGN");
    expect(judgeAnswer(Buffer.of(0, 8, 255), query)).toBe("FOREIGN");
    expect(judgeAnswer(Buffer.alloc(0), query)).toBe("FOREIGN");
  });
});
