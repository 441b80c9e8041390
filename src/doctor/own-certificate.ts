import { createPrivateKey, X509Certificate } from "node:crypto";
import type { EpochMs } from "../clock.ts";
import { StepproofError } from "../errors.ts";
import type { TlsIdentity } from "../http.ts";
import { daysUntil, SOON_DAYS } from "./certificate-life.ts";
import { doubtful, fine, type Observation } from "./diagnosis.ts";

/** Whether the client certificate of the run file can be shown at all: it is one, in its time, and the key is its own. */
export function lookAtOwnCertificate(identity: TlsIdentity, now: EpochMs): Observation<TlsIdentity> {
  const certificate = read("clientCertificate", () => new X509Certificate(identity.cert));
  const key = read("clientKey", () => createPrivateKey(identity.key));
  read("ca", () => new X509Certificate(identity.ca));
  if (!certificate.checkPrivateKey(key)) throw unusable("clientKey is not the key of clientCertificate");
  if (Date.parse(certificate.validFrom) > now) throw unusable("clientCertificate is not valid yet");
  const daysLeft = daysUntil(Date.parse(certificate.validTo), now);
  if (daysLeft < 0) throw unusable("clientCertificate has expired");
  if (daysLeft >= SOON_DAYS) return fine(identity, `valid for ${daysLeft} days, its key fits`);
  return doubtful(identity, `expires in ${daysLeft} days`, {
    hint: "Have the client certificate renewed.",
    attribution: "CONFIGURATION",
  });
}

/** OpenSSL's own words name routines, never the file's content; they are left out all the same: a key is at stake. */
function read<Pem>(key: string, parse: () => Pem): Pem {
  try {
    return parse();
  } catch {
    throw unusable(`${key} holds no PEM that can be read`);
  }
}

const unusable = (what: string): StepproofError =>
  new StepproofError("CLIENT_CERTIFICATE_UNUSABLE", what, {
    hint: "Name in the run file the PEM files of a valid client certificate, of its key without a passphrase, and of the authority.",
    attribution: "CONFIGURATION",
  });
