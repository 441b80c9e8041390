import { describe, expect, it } from "vitest";
import type { Requirement } from "./catalogue.ts";
import { type Binding, planRequirements } from "./certification-plan.ts";

const row = (id: string, underTest: Requirement["underTest"]): Requirement =>
  ({ id, underTest, profile: "base" }) as Requirement;

const catalogue = [
  row("CD-01", "issuer-backend"),
  row("TP-01", "templates"),
  row("DZ-01", "dns-zone"),
  row("OC-01", "d1"),
  row("CS-01", "d1"),
  row("CS-06", "d1"),
  row("RS-03", "d1"),
  row("LC-07", "tsp"),
];

const planned = (binding: Partial<Binding>): readonly string[] =>
  planRequirements(catalogue, { backend: "real", deliveryMode: "d1-managed", profiles: [], ...binding }).map(
    ({ id }) => id,
  );

describe("the plan", () => {
  it("is everything where everything is embedded: it proves the simulators", () => {
    expect(planned({ backend: "embedded" })).toEqual(catalogue.map(({ id }) => id));
  });

  it("is what is the issuer's own, and the messages it leads to, where the issuer is real", () => {
    expect(planned({})).toEqual(["CD-01", "TP-01", "DZ-01", "OC-01", "CS-01"]);
  });

  it("puts messages down to whoever sends them", () => {
    const otp = (deliveryMode: Binding["deliveryMode"]) =>
      planRequirements(catalogue, { backend: "real", deliveryMode, profiles: [] }).find(({ id }) => id === "OC-01")
        ?.underTest;
    expect([otp("d1-managed"), otp("issuer-managed")]).toEqual(["d1", "issuer-backend"]);
  });

  it("leaves a profile's rules out unless it is on, and then owes them as a MUST", () => {
    const voip = { ...row("CS-14", "issuer-backend"), keyword: "MAY", profile: "nist-800-63b" } as Requirement;
    const withProfiles = (...profiles: readonly string[]) =>
      planRequirements([voip], { backend: "embedded", deliveryMode: "d1-managed", profiles });
    expect(withProfiles("psd2")).toEqual([]);
    expect(withProfiles("psd2", "nist-800-63b")).toMatchObject([{ id: "CS-14", keyword: "MUST", profile: "base" }]);
  });
});
