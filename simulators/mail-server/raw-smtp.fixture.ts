import { once } from "node:events";
import net from "node:net";

/** The bare protocol, one reply a command. */
export class RawClient {
  #unread = "";

  private constructor(private readonly socket: net.Socket) {
    socket.setEncoding("latin1");
    socket.setNoDelay();
    socket.setTimeout(3_000, () => socket.destroy(new Error("no reply within 3 s")));
  }

  static async connect(port: number): Promise<RawClient> {
    const client = new RawClient(net.connect(port, "127.0.0.1"));
    await client.#reply();
    await client.command("EHLO raw.meridale.example");
    return client;
  }

  command(line: string | Buffer): Promise<string> {
    this.socket.write(Buffer.concat([Buffer.from(line), Buffer.from("\r\n")]));
    return this.#reply();
  }

  async begin(recipients: readonly string[]): Promise<void> {
    await this.command("MAIL FROM:<otp@meridale.example> BODY=8BITMIME");
    for (const to of recipients) await this.command(`RCPT TO:<${to}>`);
    await this.command("DATA");
  }

  /** Sends a mail, already dot-stuffed and ended by a line end; the reply to its data. */
  async send(to: string | readonly string[], stuffed: Buffer): Promise<string> {
    await this.begin([to].flat());
    return this.command(Buffer.concat([stuffed, Buffer.from(".")]));
  }

  abandon(rest: string): void {
    this.socket.end(rest);
    this.socket.destroy();
  }

  end(): void {
    this.socket.destroy();
  }

  /** The last line of the next reply. */
  async #reply(): Promise<string> {
    for (;;) {
      const whole = /^(?:\d{3}-.*\r\n)*(\d{3} .*)\r\n/.exec(this.#unread);
      if (whole) {
        this.#unread = this.#unread.slice(whole[0].length);
        return whole[1] ?? "";
      }
      const [chunk] = (await once(this.socket, "data")) as [string];
      this.#unread += chunk;
    }
  }
}
