import { describe, expect, it } from "vitest";
import { parseResolverAddress } from "./resolver-address.ts";

describe("the address of a resolver", () => {
  it.each([
    ["192.0.2.53", "192.0.2.53", 53],
    ["192.0.2.53:5353", "192.0.2.53", 5353],
    ["[2001:db8::53]", "2001:db8::53", 53],
    ["[2001:db8::53]:5353", "2001:db8::53", 5353],
    ["2001:db8::53", "2001:db8::53", 53],
    ["resolver.meridale.example", "resolver.meridale.example", 53],
    ["localhost:1053", "localhost", 1053],
  ])("may be %s", (text, host, port) => {
    expect(parseResolverAddress(text)).toEqual({ host, port });
  });

  it.each(["", ":53", "192.0.2", "192.0.2.256", "[192.0.2.53]", "[::1", "a:b", "a:0", "a:65536", "a b", "udp://a"])(
    "is not %j",
    (text) => {
      expect(() => parseResolverAddress(text)).toThrow(
        expect.objectContaining({ code: "RESOLVER_INVALID", attribution: "CONFIGURATION" }),
      );
    },
  );
});
