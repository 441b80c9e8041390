import { once } from "node:events";
import net, { type Socket } from "node:net";

/** An SMTP client that does the least: so that what is measured is the server, and not the client. */
export interface RawSmtp {
  /** Hands a mail over, as it is, from its MAIL FROM to the 250 after its dot. */
  readonly handOver: (mail: Buffer) => Promise<void>;
  readonly close: () => void;
}

/** Connects, and greets. */
export async function openRawSmtp(port: number): Promise<RawSmtp> {
  const socket = net.connect({ host: "127.0.0.1", port, noDelay: true });
  const replies = new Replies(socket);
  await replies.expect(220);
  const say = async (line: string | Buffer, code: number) => {
    socket.write(line);
    await replies.expect(code);
  };
  await say("EHLO bench.example\r\n", 250);
  return {
    async handOver(mail) {
      await say("MAIL FROM:<card@email.meridale.example>\r\n", 250);
      await say("RCPT TO:<nadia@mail.example>\r\n", 250);
      await say("DATA\r\n", 354);
      await say(mail, 250);
    },
    close: () => void socket.end("QUIT\r\n"),
  };
}

/** The replies of a server, one after the other: a question is asked when the one before was answered. */
class Replies {
  #text = "";
  #awaited: ((text: string) => void) | undefined;
  readonly #lost: Promise<never>;

  constructor(socket: Socket) {
    this.#lost = once(socket, "close").then(() => Promise.reject(new Error("the server hung up")));
    this.#lost.catch(() => undefined);
    socket.on("data", (chunk: Buffer) => this.#take(chunk.toString("latin1")));
  }

  async expect(code: number): Promise<void> {
    const text = await Promise.race([this.#next(), this.#lost]);
    if (!text.startsWith(String(code))) throw new Error(`expected ${code}, got ${text.slice(0, 80)}`);
  }

  #next(): Promise<string> {
    return new Promise((resolve) => {
      this.#awaited = resolve;
      this.#take("");
    });
  }

  /** A reply ends with a line that has a blank after its code. */
  #take(text: string): void {
    this.#text += text;
    if (!this.#awaited || !/^\d{3} .*\r\n$/m.test(this.#text)) return;
    const reply = this.#text;
    const tell = this.#awaited;
    this.#text = "";
    this.#awaited = undefined;
    tell(reply);
  }
}
