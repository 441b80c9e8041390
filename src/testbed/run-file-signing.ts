import { toPublished } from "../mail-auth/dkim-key.ts";
import { readKeyFile } from "../mail-auth/key-file.ts";
import type { MailIdentity } from "../mail-auth/mail-identity.ts";
import type { RunFile } from "../run-file/run-file.ts";

type DkimOptions = Pick<RunFile, "mail" | "dns">;

/** The public half of each key that a run file names, by its selector, as p= has it. Throws DKIM_KEY_UNREADABLE. */
export async function readPublicKeys({ dns: { keys = {} } }: DkimOptions): Promise<Readonly<Record<string, string>>> {
  const read = Object.entries(keys).map(async ([selector, file]) => {
    const { publicKey } = await readKeyFile(file);
    return [selector.toLowerCase(), toPublished(publicKey)] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

/** How D1 signs with the first private key that a run file names; undefined without one. Throws DKIM_KEY_UNREADABLE. */
export async function openRunFileSigning({
  mail: { domain },
  dns: { keys = {}, mailFrom = domain },
}: DkimOptions): Promise<Pick<MailIdentity, "returnPath" | "signing"> | undefined> {
  for (const [selector, file] of Object.entries(keys)) {
    const { privateKey } = await readKeyFile(file);
    if (privateKey) return { returnPath: `bounce@${mailFrom}`, signing: { domain, selector, privateKey } };
  }
  return undefined;
}
