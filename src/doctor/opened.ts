import type { Socket } from "node:net";
import type { Deadline } from "./deadline.ts";

/** A socket once `event` says that it is open. Throws the socket's error, and DOCTOR_TIMEOUT. */
export function opened<Opening extends Socket>(
  socket: Opening,
  event: "connect" | "secureConnect",
  deadline: Deadline,
): Promise<Opening> {
  return new Promise((resolve, reject) => {
    const cancel = deadline.onOver((overdue) => socket.destroy(overdue));
    socket.once(event, () => {
      cancel();
      resolve(socket);
    });
    // It stays on: under TLS 1.3 the refusal of a client certificate arrives after `secureConnect`.
    socket.on("error", (error) => {
      cancel();
      reject(error);
    });
  });
}
