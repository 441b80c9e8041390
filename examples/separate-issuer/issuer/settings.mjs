import { readFileSync } from "node:fs";

/**
 * All that this backend is told from outside, from environment variables; files are read here, once.
 * Throws with the name of the variable that is missing.
 */
export function readSettings(environment) {
  const required = (name) => {
    if (environment[name]) return environment[name];
    throw new Error(`the environment variable ${name} is not set`);
  };
  const file = (name) => readFileSync(required(name), "utf8");
  return {
    port: Number(environment.PORT ?? 0),
    tls: { key: file("TLS_KEY"), cert: file("TLS_CERT"), ca: file("TLS_CA") },
    issuerId: required("ISSUER_ID"),
    client: { id: required("CLIENT_ID"), secret: required("CLIENT_SECRET") },
    tokenLifetimeS: Number(environment.TOKEN_LIFETIME_S ?? 900),
    people: JSON.parse(file("PEOPLE")),
    sms: { url: required("SMS_URL"), from: environment.SMS_FROM ?? "Meridale", numberFrom: "+12025550199" },
    mail: {
      host: environment.SMTP_HOST ?? "127.0.0.1",
      port: Number(required("SMTP_PORT")),
      from: environment.MAIL_FROM ?? "Meridale Bank <card@email.meridale.example>",
    },
    fault: environment.FAULT,
  };
}
