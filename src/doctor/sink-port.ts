import net from "node:net";
import { LOOPBACK, listening } from "../serve.ts";
import { fine, type Observation } from "./diagnosis.ts";
import type { SinkPort } from "./preflight.ts";

/** Whether a port that the run file fixes is free; it is free again afterwards. Throws PORT_IN_USE. */
export async function lookAtPort({ name, port }: SinkPort): Promise<Observation<true>> {
  const server = net.createServer();
  server.listen(port, LOOPBACK);
  await listening(server, name, port);
  await new Promise((resolve) => server.close(resolve));
  return fine(true, "free");
}
