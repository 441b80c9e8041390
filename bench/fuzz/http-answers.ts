/** One answer out of the octets of a connection. */
interface HttpAnswer {
  readonly status: number;
  readonly end: number;
}

/** The statuses of all whole answers that came over a connection, interim ones (1xx) aside. */
export function readAnswers(received: Buffer): readonly number[] {
  const statuses: number[] = [];
  for (let at = 0; at < received.length; ) {
    const answer = readAnswer(received, at);
    if (!answer) break;
    if (answer.status >= 200) statuses.push(answer.status);
    at = answer.end;
  }
  return statuses;
}

function readAnswer(received: Buffer, at: number): HttpAnswer | undefined {
  const headEnd = received.indexOf("\r\n\r\n", at);
  if (headEnd < 0) return undefined;
  const head = received.toString("latin1", at, headEnd);
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
  const bodyStart = headEnd + 4;
  if (status < 200 || status === 204 || status === 304) return { status, end: bodyStart };
  if (/^transfer-encoding: *chunked/im.test(head)) return ended(status, endOfChunks(received, bodyStart));
  return ended(status, bodyStart + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0), received.length);
}

const ended = (status: number, end: number | undefined, most = Number.POSITIVE_INFINITY): HttpAnswer | undefined =>
  end === undefined || end > most ? undefined : { status, end };

function endOfChunks(received: Buffer, start: number): number | undefined {
  for (let at = start; ; ) {
    const lineEnd = received.indexOf("\r\n", at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(received.toString("latin1", at, lineEnd), 16);
    at = lineEnd + 2 + size + 2;
    if (at > received.length) return undefined;
    if (size === 0) return at;
  }
}
