/** What an outsider may name a device, to get something of their own into the message. Source: message-rules.md section 10. */
const deviceNames: Readonly<Record<string, string>> = {
  "a false code": "Your code is 999999",
  "a placeholder": "{{otp}} {{panSuffix}}",
  HTML: "<b>Nadia</b><img src=x>",
  "a header injection": "x\r\nBcc: eve@evil.example",
  "an origin-bound line": "\n@evil.example #999999",
};

/** Throws for a name that no feature knows. */
export function deviceNamed(name: string): string {
  const deviceName = deviceNames[name];
  if (deviceName === undefined)
    throw new Error(`no device is called "${name}"; known: ${Object.keys(deviceNames).join("; ")}`);
  return deviceName;
}
