/** In a creditor identifier, three characters of the creditor's own choice, left out of the check. Source: EPC AT-02. */
const creditorIdentifier = /^([A-Z]{2}[0-9]{2})[0-9A-Z]{3}/;

/** Whether an IBAN or a SEPA creditor identifier: the check digits are right. Source: ISO 13616, ISO 7064 MOD 97-10. */
export function isAccountNumber(text: string): boolean {
  const compact = text.replace(/[ -]/g, "");
  return checksOut(compact) || checksOut(compact.replace(creditorIdentifier, "$1"));
}

function checksOut(account: string): boolean {
  const rearranged = account.slice(4) + account.slice(0, 4);
  let remainder = 0;
  for (const character of rearranged) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
