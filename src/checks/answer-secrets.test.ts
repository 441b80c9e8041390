import { describe, expect, it } from "vitest";
import { checkAnswersKeepSecrets } from "./answer-secrets.ts";
import { sampleExchange, silentExchange } from "./sample-exchanges.fixture.ts";

const secrets = [
  { kind: "otp", value: "482913" },
  { kind: "phone", value: "+4917604069012" },
  { kind: "email", value: "nadia@mail.example" },
  { kind: "pan", value: "4539148803436467" },
  { kind: "token", value: "eyJhbGciOiJIUzI1NiJ9" },
] as const;
const judge = (...exchanges: readonly ReturnType<typeof sampleExchange>[]) =>
  checkAnswersKeepSecrets(exchanges, { secrets });
const failing = (body: string) => sampleExchange({ status: 500, body });

describe("SE-09", () => {
  it("lets Get Consumer Information answer contacts, and the token endpoint a token", () => {
    expect(judge(sampleExchange({ body: "nadia@mail.example" })).result).toBe("PASS");
    expect(judge(failing("eyJhbGciOiJIUzI1NiJ9")).result).toBe("PASS");
    expect(judge(failing('{"error":"There is no such consumer."}'), failing("Look at 12:30:45 again")).result).toBe(
      "PASS",
    );
  });

  it.each([
    ["the code is 482913", "otp in the body"],
    ["no route to 17604069012", "phone in the body"],
    ["Could not reach nadia%40mail.example", "email in the body"],
    ["4539 1488 0343 6467", "pan in the body"],
  ])("finds %j", (body, actual) => expect(judge(failing(body))).toMatchObject({ result: "FAIL", actual }));

  it("finds a contact in a header, also of Get Consumer Information", () => {
    expect(judge(sampleExchange({ headers: { "x-debug": "nadia@mail.example" } })).actual).toBe("email in a header");
  });

  it.each([
    "Error: x\n    at answer (/srv/app/consumers.js:12:9)",
    "java.lang.IllegalStateException\n\tat com.meridale.Consumers.find(Consumers.java:42)",
    "   at Meridale.Consumers.Find(String id) in C:\\src\\Consumers.cs:line 42",
    'Traceback (most recent call last):\n  File "app.py", line 3, in find',
    "panic: runtime error\n\ngoroutine 1 [running]:",
    "#0 /srv/app/consumers.php(42): find()",
    "ORA-00933: SQL command not properly ended",
    'ERROR: syntax error at or near "OR"',
  ])("finds the trace %j", (body) => expect(judge(failing(body)).actual).toContain("a stack trace"));

  it("names the exchanges that leak, and proves nothing without any", () => {
    const good = sampleExchange({ status: 404 }, "x1");
    const bad = sampleExchange({ status: 404, body: "482913" }, "x2");
    expect(judge(good, bad).evidence).toEqual(["x2"]);
    expect(judge(silentExchange("HTTP_TIMEOUT")).result).toBe("UNTESTABLE");
  });
});
