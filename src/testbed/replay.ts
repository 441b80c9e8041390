import { type Pseudonyms, type RecordedAnswer, type Recording, reveal } from "../evidence/recording.ts";

export interface Replay {
  close(): void;
}

/** What the transport says when a recorded failure is played again, by our own code for it. */
const transportCodes: Readonly<Record<string, string>> = {
  HTTP_TLS: "ERR_TLS_REPLAYED",
  HTTP_UNREACHABLE: "ECONNRESET",
};

/**
 * Answers for an issuer that is not there: every call to it is caught, and answered as the recording has it, call by
 * call in the order in which they were recorded. Calls beyond the recording are refused; all others go out as usual.
 * nock is loaded here and nowhere else: while it is active, every HTTP client of the process is slower.
 */
export async function startReplay({ answers }: Recording, pseudonyms: Pseudonyms): Promise<Replay> {
  const { default: nock } = await import("nock");
  if (!nock.isActive()) nock.activate();
  for (const answer of answers) {
    const interceptor = nock(answer.scope).intercept(reveal(answer.path, pseudonyms), answer.method);
    if (answer.error === undefined)
      interceptor.reply(answer.status ?? 200, bodyOf(answer, pseudonyms), answer.rawHeaders ?? {});
    else interceptor.replyWithError(failure(answer.error));
  }
  const close = () => {
    nock.cleanAll();
    nock.restore();
  };
  return { close };
}

const bodyOf = ({ response = "" }: RecordedAnswer, pseudonyms: Pseudonyms): string => reveal(response, pseudonyms);

const failure = (code: string): Error =>
  Object.assign(new Error(`recorded failure ${code}`), { code: transportCodes[code] ?? "ECONNRESET" });
