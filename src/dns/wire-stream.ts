/** A message as it goes over TCP: after its length in 16 bits. RFC 1035 section 4.2.2. */
export function toTcpFrame(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}

/** The first message of what came over TCP, and what follows it; undefined while it is not whole. */
export function takeTcpMessage(received: Buffer): { readonly message: Buffer; readonly rest: Buffer } | undefined {
  if (received.length < 2) return undefined;
  const end = 2 + received.readUInt16BE(0);
  return received.length < end ? undefined : { message: received.subarray(2, end), rest: received.subarray(end) };
}
