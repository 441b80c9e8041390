import net from "node:net";
import { LOOPBACK, listening } from "../../src/serve.ts";

/** What a client sends to a server while `drive` uses it at the port that it is handed. */
export async function recordSession(serverPort: number, drive: (port: number) => Promise<void>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const sockets = new Set<net.Socket>();
  const proxy = net.createServer((client) => {
    const server = net.connect(serverPort, LOOPBACK);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
    }
    client.on("data", (chunk: Buffer) => chunks.push(chunk));
    client.pipe(server).pipe(client);
  });
  const port = await listening(proxy.listen(0, LOOPBACK), "recorder", 0);
  await drive(port);
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => proxy.close(resolve));
  return Buffer.concat(chunks);
}
