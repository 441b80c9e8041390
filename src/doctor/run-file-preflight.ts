import type { DeliveryChannel } from "../contract/d1-issuer.ts";
import type { RunFile } from "../run-file/run-file.ts";
import type { Preflight, RealIssuer, SinkPort } from "./preflight.ts";

const channels = { sms: "SMS", email: "EMAIL" } as const satisfies Record<string, DeliveryChannel>;

const sinkNames = {
  smpp: "SMS centre (SMPP)",
  sms: "SMS centre (HTTP)",
  smtp: "mail server (SMTP)",
  mail: "mail server (HTTP)",
} as const;

/** What a run file makes necessary to look at. */
export function toPreflight(runFile: RunFile): Preflight {
  const { templates, mail, delivery } = runFile;
  const { folder, defaultLanguage, fallbacks, syntax } = templates;
  const offered = delivery.channels.map((channel) => channels[channel]);
  const issuer = toRealIssuer(runFile);
  return {
    templates: { folder, options: { defaultLanguage, fallbacks, syntax, channels: offered } },
    sinkPorts: toSinkPorts(runFile.sinks),
    ...(mail.zone !== undefined && { zone: { file: mail.zone, origin: mail.domain } }),
    ...(mail.resolver !== undefined && { resolver: { address: mail.resolver, domain: mail.domain } }),
    ...(issuer && { issuer }),
  };
}

function toSinkPorts(sinks: RunFile["sinks"]): readonly SinkPort[] {
  return (["smpp", "sms", "smtp", "mail"] as const).flatMap((sink) => {
    const port = sinks[sink];
    return port === undefined ? [] : [{ name: sinkNames[sink], port }];
  });
}

function toRealIssuer({ backend, issuer, endUsers, sendsCardId }: RunFile): RealIssuer | undefined {
  if (backend.kind === "embedded") return undefined;
  const { url: backendUrl, kind: _kind, ...calls } = backend;
  const access = { issuerId: issuer.id, backendUrl, ...calls };
  const endUser = askedFor(endUsers);
  if (endUser === undefined) return { access };
  const { consumerId, cards } = endUser;
  const cardId = sendsCardId ? cards[0]?.cardId : undefined;
  return { access, endUser: { consumerId, ...(cardId !== undefined && { cardId }) } };
}

/** Whoever has contacts shows more of the answer's shape; the unknown and the blocked show nothing. */
function askedFor(endUsers: RunFile["endUsers"]): RunFile["endUsers"][number] | undefined {
  const active = endUsers.filter(({ kind }) => kind !== "unknown" && kind !== "blocked");
  return active.find(({ kind }) => kind === "both") ?? active[0];
}
