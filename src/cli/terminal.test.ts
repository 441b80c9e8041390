import { expect, it } from "vitest";
import { terminalOf } from "./terminal.ts";

function writtenBy(use: (terminal: ReturnType<typeof terminalOf>) => void): readonly string[] {
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text) };
  use(terminalOf({ stdout: stream, stderr: stream, env: {} } as unknown as NodeJS.Process));
  return written;
}

it("shows what a stranger's text would tell the terminal, and does not pass it on", () => {
  const domain = "x\u009b2J\u202e.example";
  const written = writtenBy(({ print, note }) => {
    print(`e-mail to ***@${domain}\n`);
    note(`error: ${domain}\n`);
  });
  expect(written).toEqual(["e-mail to ***@x\\u009b2J\\u202e.example\n", "error: x\\u009b2J\\u202e.example\n"]);
});

it("prints JSON that stays JSON", () => {
  const [json = ""] = writtenBy(({ print }) => print(JSON.stringify({ name: "a\u202eb\u0085\x1b" })));
  expect(JSON.parse(json)).toEqual({ name: "a\u202eb\u0085\x1b" });
});
