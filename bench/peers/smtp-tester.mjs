// smtp-tester as a server of its own: prints its SMTP port.
import { once } from "node:events";
import smtpTester from "smtp-tester";

const { smtpServer } = smtpTester.init(0);
if (!smtpServer.server.listening) await once(smtpServer.server, "listening");
process.stdout.write(`${smtpServer.server.address().port}\n`);
