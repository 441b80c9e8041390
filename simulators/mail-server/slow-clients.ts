import type { SMTPServer } from "smtp-server";

/** What a connection had sent and got when it was looked at last, octets. */
interface Progress {
  readonly read: number;
  readonly written: number;
}

/**
 * Sends away who only keeps a connection busy: for `patienceMs` of real time octets came and led to no reply, as in a
 * command or a mail that trickles in and never ends. The library counts silence alone. Returns how to end that.
 */
export function sendSlowClientsAway({ connections }: SMTPServer, patienceMs: number): () => void {
  const seen = new WeakMap<object, Progress>();
  const look = () => {
    for (const connection of [...connections]) {
      const { bytesRead: read, bytesWritten: written } = connection._socket;
      const before = seen.get(connection);
      seen.set(connection, { read, written });
      if (before && before.read !== read && before.written === written) connection.send(421, "Error: too slow", false);
    }
  };
  const timer = setInterval(look, patienceMs).unref();
  return () => clearInterval(timer);
}
