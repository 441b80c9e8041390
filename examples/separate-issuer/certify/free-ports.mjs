import net from "node:net";

// Below the range from which Linux hands out ports by itself: nobody is given one of ours between look and use.
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** A source of ports that are free on loopback, each handed out once. */
export function portSource(start = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST))) {
  let next = start;
  return async function freePort() {
    for (let tries = LOWEST; tries < HIGHEST; tries++) {
      const port = next;
      next = next === HIGHEST ? LOWEST : next + 1;
      if (await isFree(port)) return port;
    }
    throw new Error(`no port from ${LOWEST} to ${HIGHEST} is free`);
  };
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
