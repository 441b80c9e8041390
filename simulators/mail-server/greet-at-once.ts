import type { SMTPServer } from "smtp-server";

type Connection = SMTPServer["connections"] extends Set<infer Each> ? Each : never;

/** The library keeps everybody waiting for 100 ms, to see who talks before they are greeted: a scenario takes half of that. */
export function greetAtOnce(server: SMTPServer): void {
  const connect = server.connect.bind(server);
  server.connect = (socket, options) => {
    connect(socket, options);
    const connection = [...server.connections].at(-1);
    if (connection) setImmediate(greetOnce(connection));
  };
}

/** Greets, and lets the library's own timer find nothing more to do. */
function greetOnce(connection: Connection): () => void {
  const greet = connection.connectionReady.bind(connection);
  let isGreeted = false;
  const greetFirst = () => {
    if (isGreeted) return;
    isGreeted = true;
    greet();
  };
  connection.connectionReady = greetFirst;
  return greetFirst;
}
