import { describe, expect, it } from "vitest";
import { createEgress, loopbackOnly } from "./egress.ts";

describe("createEgress", () => {
  it.each(["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"])("lets %s pass", (host) => {
    expect(() => loopbackOnly(host, "test")).not.toThrow();
  });

  it.each(["bank.example", "10.0.0.1", "127.0.0.1.bank.example", "localhost.example"])(
    "blocks %s and names the call",
    (host) => {
      expect(() => loopbackOnly(host, "D1 -> issuer backend")).toThrow(`D1 -> issuer backend: the host "${host}"`);
    },
  );

  it("lets a named host pass, whatever its case", () => {
    expect(() => createEgress(["api.bank.example"])("API.bank.example", "test")).not.toThrow();
  });
});
