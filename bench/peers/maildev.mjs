// MailDev as a server of its own, without its web page: prints its SMTP port.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MailDev } from "maildev";

const mailDirectory = mkdtempSync(join(tmpdir(), "stepproof-maildev-"));
const { smtp } = await new MailDev({
  smtp: 0,
  ip: "127.0.0.1",
  disableWeb: true,
  silent: true,
  mailDirectory,
}).start();
process.stdout.write(`${smtp.getAddress().port}\n`);
