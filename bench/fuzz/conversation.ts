import net from "node:net";
import { LOOPBACK } from "../../src/serve.ts";

/** One TCP connection as a fuzzing client has it: what came so far, and waiting for it to be enough. */
export class Conversation {
  readonly #socket: net.Socket;
  readonly #chunks: Buffer[] = [];
  readonly #signal: AbortSignal;
  #waiting: (() => void) | undefined;

  constructor(port: number, signal: AbortSignal) {
    this.#signal = signal;
    this.#socket = net.connect({ port, host: LOOPBACK, noDelay: true });
    this.#socket.on("data", (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#waiting?.();
    });
    this.#socket.on("error", () => undefined); // A server may reset whom it does not understand; "close" follows.
    this.#socket.on("close", () => this.#waiting?.());
  }

  get isClosed(): boolean {
    return this.#socket.closed;
  }

  received(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  write(octets: Buffer): void {
    if (!this.#socket.destroyed && this.#socket.writable) this.#socket.write(octets);
  }

  end(): void {
    this.#socket.end();
  }

  /** Resolves when what came satisfies, or the connection is closed. Rejects with the signal's reason. */
  async until(satisfies: () => boolean): Promise<void> {
    while (!satisfies() && !this.isClosed) await this.#change();
  }

  /** Resolves when the connection is closed. Rejects with the signal's reason. */
  closed(): Promise<void> {
    return this.until(() => false);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #change(): Promise<void> {
    return new Promise((resolve, reject) => {
      const aborted = () => reject(this.#signal.reason);
      if (this.#signal.aborted) return aborted();
      this.#signal.addEventListener("abort", aborted, { once: true });
      this.#waiting = () => {
        this.#signal.removeEventListener("abort", aborted);
        resolve();
      };
    });
  }
}
