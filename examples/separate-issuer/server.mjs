#!/usr/bin/env node
import { faultNamed } from "./faults.mjs";
import { createBackend } from "./issuer/backend.mjs";
import { decisions } from "./issuer/decisions.mjs";
import { readSettings } from "./issuer/settings.mjs";

/** Starts the issuer backend, says where it listens, and stops at SIGTERM or Ctrl-C. README.md lists the variables. */
try {
  start(readSettings(process.env));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

function start(settings) {
  const inForce = settings.fault ? faultNamed(settings.fault).apply(decisions) : decisions;
  const server = createBackend(settings, inForce, (line) => process.stderr.write(`${line}\n`));
  server.listen(settings.port, "127.0.0.1", () => {
    process.stdout.write(`issuer backend listens at https://127.0.0.1:${server.address().port}\n`);
  });
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  process.once("SIGTERM", stop).once("SIGINT", stop);
}
