import { afterEach, describe, expect, it } from "vitest";
import type { Diagnosis } from "./diagnosis.ts";
import {
  type Answers,
  type Doctoring,
  examine,
  foreign,
  goodToken,
  type IssuerOnTrial,
  json,
  startIssuer,
  startMute,
  text,
  trusted,
  type Wrongs,
} from "./issuer-on-trial.fixture.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS);

const running: IssuerOnTrial[] = [];
afterEach(async () => {
  for (const issuer of running.splice(0)) await issuer.close();
});

async function diagnose(wrongs: Wrongs, doctoring: Partial<Doctoring> = {}): Promise<ReadonlyMap<string, Diagnosis>> {
  const issuer = await startIssuer(wrongs);
  running.push(issuer);
  return examine({ url: issuer.url, ...doctoring });
}

const answering = (answers: Partial<Answers>) => diagnose({ answers });

/** The steps that came out so. */
const stepsOf = (diagnoses: ReadonlyMap<string, Diagnosis>, outcome: Diagnosis["outcome"]): readonly string[] =>
  [...diagnoses.values()].filter((each) => each.outcome === outcome).map(({ step }) => step);

describe("a good backend", () => {
  it("is called good in every respect", async () => {
    const diagnoses = await diagnose({});
    expect([...diagnoses.values()].filter(({ outcome }) => outcome !== "ok")).toEqual([]);
    expect([...diagnoses.keys()]).toEqual([
      "templates",
      "client-certificate-file",
      "backend-address",
      "backend-connection",
      "backend-tls",
      "client-certificate",
      "clock",
      "token",
      "consumer",
      "consumer-shape",
      "no-client-certificate",
    ]);
  });

  it("is as good under TLS 1.2", async () => {
    const diagnoses = await diagnose({ tls: { maxVersion: "TLSv1.2" } });
    expect(stepsOf(diagnoses, "problem")).toEqual([]);
    expect(diagnoses.get("backend-tls")?.actual).toMatch(/^TLSv1\.2, certificate of issuer backend, valid for 29 days/);
  });

  it("may have its token endpoint elsewhere, which is looked at too", async () => {
    const [backend, tokens] = [await startIssuer(), await startIssuer()];
    running.push(backend, tokens);
    const diagnoses = await examine({ url: backend.url, tokenUrl: `${tokens.url}/authz/d1/v1/oauth2/token` });
    expect(stepsOf(diagnoses, "problem")).toEqual([]);
    expect(diagnoses.get("token-server-tls")?.outcome).toBe("ok");
  });
});

describe("a backend that cannot be reached", () => {
  it("is the surroundings' fault where nothing listens", async () => {
    const issuer = await startIssuer();
    await issuer.close();
    const diagnoses = await examine({ url: issuer.url });
    expect(diagnoses.get("backend-connection")).toMatchObject({ code: "ECONNREFUSED", attribution: "ENVIRONMENT" });
    expect(stepsOf(diagnoses, "problem")).toEqual(["backend-connection"]);
    expect(stepsOf(diagnoses, "not-looked-at")).toEqual([
      "backend-tls",
      "client-certificate",
      "clock",
      "token",
      "consumer",
      "consumer-shape",
      "no-client-certificate",
    ]);
  });

  it("holds nobody up beyond the budget when it hangs in the handshake", async () => {
    const mute = await startMute();
    running.push(mute);
    const begun = performance.now();
    const diagnoses = await examine({ url: mute.url, budgetMs: 200 });
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(diagnoses.get("backend-tls")).toMatchObject({ code: "DOCTOR_TIMEOUT", attribution: "ENVIRONMENT" });
  });

  it("holds nobody up beyond the budget when it never answers a call", async () => {
    const begun = performance.now();
    const diagnoses = await diagnose({ answers: { token: () => undefined } }, { budgetMs: 400 });
    expect(performance.now() - begun).toBeLessThan(1_500);
    expect(diagnoses.get("token")).toMatchObject({ code: "HTTP_TIMEOUT", attribution: "ENVIRONMENT" });
  });

  it("is not even looked up when the run file does not allow its host", async () => {
    const diagnoses = await examine({ url: "https://issuer.meridale.example" });
    expect(diagnoses.get("backend-address")).toMatchObject({ code: "EGRESS_BLOCKED", attribution: "CONFIGURATION" });
  });
});

describe("certificates", () => {
  it.each([
    ["has expired", { notBefore: inDays(-9), notAfter: inDays(-2) }, "CERT_HAS_EXPIRED"],
    ["is for another name", { dnsNames: ["other.example"], ipAddresses: [] }, "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["is not valid yet", { notBefore: inDays(2) }, "CERT_NOT_YET_VALID"],
  ])("of the server that %s is a matter of configuration", async (_case, leaf, code) => {
    const identity = await (await trusted()).issue({ commonName: "issuer backend", ...leaf });
    const diagnoses = await diagnose({ tls: identity });
    expect(diagnoses.get("backend-tls")).toMatchObject({ outcome: "problem", code, attribution: "CONFIGURATION" });
  });

  it("of the server by an authority that is not trusted is a matter of configuration", async () => {
    const identity = await (await foreign()).issue({ commonName: "issuer backend" });
    const diagnoses = await diagnose({ tls: { ...identity } });
    expect(diagnoses.get("backend-tls")).toMatchObject({ outcome: "problem", attribution: "CONFIGURATION" });
    expect(diagnoses.get("backend-tls")?.actual).toMatch(/authority that the run file does not trust/);
  });

  it("of the server that ends soon is a warning", async () => {
    const identity = await (await trusted()).issue({ commonName: "issuer backend", notAfter: inDays(5) });
    const diagnoses = await diagnose({ tls: identity });
    expect(diagnoses.get("backend-tls")).toMatchObject({ outcome: "warn", attribution: "CONFIGURATION" });
    expect(diagnoses.get("backend-tls")?.actual).toMatch(/expires in 4 days/);
    expect(diagnoses.get("consumer")?.outcome).toBe("ok");
  });

  it.each(["TLSv1.3", "TLSv1.2"] as const)("of D1 that the server does not know is told under %s", async (version) => {
    const { key, cert } = await (await foreign()).issue({ commonName: "d1" });
    const diagnoses = await diagnose({ tls: { maxVersion: version } }, { identity: { key, cert } });
    const problem = [...diagnoses.values()].find(({ outcome }) => outcome === "problem");
    expect(problem).toMatchObject({ attribution: "CONFIGURATION" });
    expect(problem?.hint).toMatch(/client ?certificate/i);
    expect(diagnoses.get("token")?.outcome).toBe("not-looked-at");
  });

  it("of D1 that a gateway complains of in HTTP is refused as well", async () => {
    const page = "<h1>400 Bad Request</h1>The SSL certificate error";
    const diagnoses = await diagnose({
      tls: { rejectUnauthorized: false },
      answers: { consumer: text(page, { status: 400 }) },
    });
    expect(diagnoses.get("client-certificate")).toMatchObject({ code: "CLIENT_CERTIFICATE_REFUSED" });
  });

  it("of D1 that nobody demands are missed", async () => {
    const diagnoses = await diagnose({ tls: { requestCert: false } });
    expect(stepsOf(diagnoses, "problem")).toEqual(["no-client-certificate"]);
    expect(diagnoses.get("no-client-certificate")).toMatchObject({ attribution: "CONFIGURATION" });
  });

  it("of D1 that have expired are not shown to anybody", async () => {
    const expired = await (await trusted()).issue({ commonName: "d1", notBefore: inDays(-9), notAfter: inDays(-1) });
    const diagnoses = await diagnose({}, { identity: expired });
    expect(stepsOf(diagnoses, "problem")).toEqual(["client-certificate-file"]);
    expect(diagnoses.get("backend-tls")?.outcome).toBe("not-looked-at");
  });

  it("of D1 with another one's key are a matter of configuration", async () => {
    const { key } = await (await trusted()).issue({ commonName: "other" });
    const diagnoses = await diagnose({}, { identity: { key } });
    expect(diagnoses.get("client-certificate-file")?.actual).toBe("clientKey is not the key of clientCertificate");
  });

  it("are of no use against a server that speaks only TLS 1.1", async () => {
    const tls = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
    const diagnoses = await diagnose({ tls });
    expect(diagnoses.get("backend-tls")).toMatchObject({ outcome: "problem", attribution: "CONFIGURATION" });
    expect(diagnoses.get("backend-tls")?.actual).toMatch(/neither TLS 1\.2 nor TLS 1\.3/);
  });
});

describe("the token endpoint", () => {
  it.each([
    ["refuses the client", json({ error: "invalid_client" }, 401), "ANSWER_REFUSED", "CONFIGURATION"],
    ["is not there", json({ error: "not found" }, 404), "ANSWER_REFUSED", "CONFIGURATION"],
    ["breaks", json({ error: "oops" }, 500), "ANSWER_REFUSED", "IMPLEMENTATION"],
    ["is busy", text("", { status: 503 }), "ANSWER_REFUSED", "ENVIRONMENT"],
    ["answers with a page", text("<html>Log in</html>"), "ANSWER_NOT_JSON", "CONFIGURATION"],
    [
      "cuts its JSON off",
      text('{"access_token":"a', { type: "application/json" }),
      "ANSWER_NOT_JSON",
      "IMPLEMENTATION",
    ],
    ["calls the token a MAC", json({ ...goodToken, token_type: "MAC" }), "ANSWER_WRONG", "IMPLEMENTATION"],
    ["lets it live for a while", json({ ...goodToken, expires_in: "a while" }), "ANSWER_WRONG", "IMPLEMENTATION"],
    ["lets it live for no time", json({ ...goodToken, expires_in: 0 }), "ANSWER_WRONG", "IMPLEMENTATION"],
    ["lets it live for less than that", json({ ...goodToken, expires_in: -1 }), "ANSWER_WRONG", "IMPLEMENTATION"],
    ["grants a line break", json({ ...goodToken, access_token: "a\nb" }), "ANSWER_WRONG", "IMPLEMENTATION"],
    ["grants nothing", json({ token_type: "Bearer" }), "ANSWER_WRONG", "IMPLEMENTATION"],
  ])("that %s is found out", async (_case, token, code, attribution) => {
    const diagnoses = await answering({ token });
    expect(diagnoses.get("token")).toMatchObject({ outcome: "problem", code, attribution });
    expect(stepsOf(diagnoses, "not-looked-at")).toEqual(["consumer", "consumer-shape", "no-client-certificate"]);
  });

  it.each([
    ["without an end", { access_token: "a.b.c", token_type: "Bearer" }],
    ["for a year", { ...goodToken, expires_in: 31_536_000 }],
  ])("that grants a token %s is doubted", async (_case, granted) => {
    const diagnoses = await answering({ token: json(granted) });
    expect(diagnoses.get("token")).toMatchObject({ outcome: "warn", attribution: "IMPLEMENTATION" });
    expect(diagnoses.get("consumer")?.outcome).toBe("ok");
  });

  it("that hangs up in the middle of its answer is found out", async () => {
    const diagnoses = await answering({
      token: (_request, response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("{");
        response.socket?.destroy();
      },
    });
    expect(diagnoses.get("token")).toMatchObject({ outcome: "problem", attribution: "ENVIRONMENT" });
  });
});

describe("Get Consumer Information", () => {
  it("that redirects is not followed, and only the host is told", async () => {
    const headers = { location: "https://login.meridale.example/?secret=1" };
    const diagnoses = await answering({ consumer: text("", { status: 302, headers }) });
    expect(diagnoses.get("consumer")).toMatchObject({ code: "ANSWER_REDIRECT", attribution: "CONFIGURATION" });
    expect(diagnoses.get("consumer")?.actual).toBe("answered 302, a redirect to https://login.meridale.example");
  });

  it("that does not know the End User is the run file's matter", async () => {
    const diagnoses = await answering({ consumer: json({ error: "unknown" }, 404) });
    expect(diagnoses.get("consumer")).toMatchObject({ outcome: "problem", attribution: "CONFIGURATION" });
  });

  it("that answers in another shape is named by member, never by value", async () => {
    const phone = { countryCode: "49", phoneNumber: "17604069012" };
    const diagnoses = await answering({ consumer: json({ language: "english", mobilePhoneNumber: phone }) });
    const shape = diagnoses.get("consumer-shape");
    expect(shape).toMatchObject({ code: "ANSWER_WRONG", attribution: "IMPLEMENTATION" });
    expect(shape?.actual).toMatch(/^language: .*; mobilePhoneNumber\.countryCode: /);
    expect(JSON.stringify(shape)).not.toMatch(/english|17604069012/);
  });

  it("that knows no way to reach the End User is doubted", async () => {
    const diagnoses = await answering({ consumer: json({ firstName: "Nadia" }) });
    expect(diagnoses.get("consumer-shape")).toMatchObject({ outcome: "warn", attribution: "CONFIGURATION" });
  });

  it("that goes on for three gigabytes is cut off", async () => {
    const chunk = Buffer.alloc(64 * 1024, " ");
    const diagnoses = await answering({
      consumer: (request, response) => {
        response.writeHead(request.headers.authorization ? 200 : 401, { "content-length": String(3 * 1024 ** 3) });
        const pour = (): void => {
          while (!response.destroyed && response.write(chunk));
        };
        response.on("drain", pour);
        pour();
      },
    });
    expect(diagnoses.get("client-certificate")).toMatchObject({
      code: "HTTP_BODY_TOO_LARGE",
      attribution: "IMPLEMENTATION",
    });
  });
});

describe("the clock of the backend", () => {
  const dated = (date: string) => answering({ consumer: text("", { status: 401, headers: { date } }) });
  const shifted = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();

  it.each([
    [1, "ok"],
    [-20, "warn"],
    [3_600, "problem"],
    [-3_600, "problem"],
  ])("that is %i s off gives: %s", async (seconds, outcome) => {
    expect((await dated(shifted(seconds))).get("clock")?.outcome).toBe(outcome);
  });

  it("that says which way it is wrong is the surroundings' matter", async () => {
    const clock = (await dated(shifted(-3_600))).get("clock");
    expect(clock).toMatchObject({ code: "CLOCK_SKEW", attribution: "ENVIRONMENT" });
    expect(clock?.actual).toMatch(/^the backend's clock is 360[01] s behind ours$/);
  });

  it("cannot be told from a date that is none", async () => {
    expect((await dated("yesterday")).get("clock")).toMatchObject({ outcome: "warn", attribution: "IMPLEMENTATION" });
  });
});
