import { rootCertificates } from "node:tls";
import { createTransport } from "nodemailer";
import { z } from "zod";
import type { Egress } from "../../src/egress.ts";
import { toMailError } from "../../src/sending/smtp-errors.ts";

/** Where MailHog is asked to send a message on; clients write the port as a string. */
export const releaseTarget = z.looseObject({
  host: z.string().min(1),
  port: z.coerce.number().int().min(1).max(65_535),
  email: z.string().regex(/^[^\s<>,;]+@[^\s<>,;]+$/),
  username: z.string().optional(),
  password: z.string().optional(),
});
export type ReleaseTarget = z.infer<typeof releaseTarget>;

/** Sends a mail on as it is. Throws EGRESS_BLOCKED, MAIL_REFUSED, MAIL_DEFERRED, MAIL_UNREACHABLE. */
export type MailRelease = (raw: Buffer, target: ReleaseTarget) => Promise<void>;

const stepTimeoutMs = 5_000;
const call = "mail server -> release";

/** Releases go only where the guard lets them: as a rule, nowhere outside this machine. */
export function createMailRelease(egress: Egress, ca: string | undefined): MailRelease {
  return async (raw, target) => {
    egress(target.host, call);
    const transport = createTransport({
      host: target.host,
      port: target.port,
      tls: { minVersion: "TLSv1.2", ca: ca === undefined ? [...rootCertificates] : [...rootCertificates, ca] },
      ...(target.username && { auth: { user: target.username, pass: target.password ?? "" } }),
      connectionTimeout: stepTimeoutMs,
      greetingTimeout: stepTimeoutMs,
      socketTimeout: stepTimeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await transport.sendMail({ raw, envelope: { from: "nobody@mail.stepproof.test", to: target.email } });
    } catch (error) {
      throw toMailError(error, { call });
    } finally {
      transport.close();
    }
  };
}
