/** A text that is not as the template renders it breaks these by its nature, whatever else is wrong with it. */
const otherText = ["SM-01", "EM-12"];
/** So does a code that is not as it was issued: nobody can find it, type it, or tell whose it is. */
const otherCode = [...otherText, "OC-01", "OC-05", "OC-07", "EM-05", "CS-13", "RS-09"];
const otherSuffix = [...otherText, "PM-01", "PM-08", "EM-05", "RS-09"];

/** What goes wrong where the issuer sends the messages itself. */
export const messageFaults = [
  {
    name: "otp-grouped",
    mistake: "the code is written in groups of three",
    caughtBy: "OC-02",
    alsoBreaks: otherCode,
    change: withCode((code) => code.replace(/(.{3})(?=.)/g, "$1 ")),
  },
  {
    name: "otp-as-number",
    mistake: "the code is handled as a number and loses its zeros",
    caughtBy: "OC-01",
    alsoBreaks: [...otherCode, ...otherSuffix],
    change: withCode((code) => (/^\d{1,15}$/.test(code) ? String(Number(code)) : code)),
  },
  {
    name: "otp-in-lower-case",
    mistake: "the letters of a code become small ones",
    caughtBy: "OC-01",
    alsoBreaks: otherCode,
    change: withCode((code) => code.toLowerCase()),
  },
  {
    name: "otp-cut",
    mistake: "the code is cut after eight characters",
    caughtBy: "OC-05",
    alsoBreaks: otherCode,
    change: withCode((code) => code.slice(0, 8)),
  },
  {
    name: "otp-with-hyphen",
    mistake: "a prefix touches the code",
    caughtBy: "OC-03",
    alsoBreaks: otherText,
    change: withCode((code) => `M-${code}`),
  },
  {
    name: "otp-twice",
    mistake: "the message says the code twice",
    caughtBy: "OC-04",
    alsoBreaks: otherText,
    change: withTexts((text, { code }) => `${text} ${code}`),
  },
  {
    name: "local-digits",
    mistake: "Arabic messages write the code in Arabic digits",
    caughtBy: "OC-02",
    alsoBreaks: otherCode,
    change: withCode((code, { language }) =>
      language.startsWith("ar") ? code.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))) : code,
    ),
  },
  {
    name: "wrong-suffix",
    mistake: "the digits of the suffix are reversed",
    caughtBy: "PM-01",
    alsoBreaks: otherSuffix,
    change: withRequest(({ panSuffix }) => ({ panSuffix: [...panSuffix].reverse().join("") })),
  },
  {
    name: "suffix-left-out",
    mistake: "the message does not say which card",
    caughtBy: "PM-01",
    alsoBreaks: [...otherSuffix, "OC-01", "OC-05"],
    change: withTexts((text, { panSuffix }) => text.replaceAll(panSuffix, "")),
  },
  {
    name: "bin-before-mask",
    mistake: "the card is shown as 5555 55** **** and its last four digits",
    caughtBy: "PM-04",
    alsoBreaks: [...otherSuffix, "SM-03"],
    change: withTexts((text, { panSuffix }, { cards: [{ bin }] }) =>
      text.replaceAll(panSuffix, `${bin.slice(0, 4)} ${bin.slice(4)}** **** ${panSuffix}`),
    ),
  },
  {
    name: "device-name-in-text",
    mistake: "the message names the device as the device calls itself",
    caughtBy: "SE-10",
    alsoBreaks: ["SM-01", "EM-12", "OC-04", "OC-08"],
    change: withTexts((text, { device }) => `${text} (${device.deviceName})`),
  },
  {
    name: "placeholder-left",
    mistake: "a placeholder is not filled in",
    caughtBy: "TP-05",
    alsoBreaks: otherText,
    change: withTexts((text) => `${text} {{validity}}`),
  },
  {
    name: "english-for-all",
    mistake: "everybody gets the English text",
    caughtBy: "TP-11",
    alsoBreaks: ["SM-01", "EM-12"],
    change: (right) => ({
      compose: (given) => right.compose({ ...given, person: { ...given.person, language: "en-GB" } }),
    }),
  },
  {
    name: "email-instead-of-sms",
    mistake: "whatever was chosen, an e-mail is sent",
    caughtBy: "CS-01",
    alsoBreaks: ["CS-02"],
    change: () => ({ channelFor: () => "EMAIL" }),
  },
  {
    name: "both-channels",
    mistake: "an e-mail goes out beside the SMS",
    caughtBy: "CS-02",
    alsoBreaks: ["CS-13"],
    change: (right) => ({
      async send(message, context) {
        await right.send(message, context);
        if (message.channel === "SMS") await right.send(asMail(message, context.person), context);
      },
    }),
  },
  {
    name: "silent-fallback",
    mistake: "an e-mail goes out if the SMS is refused",
    caughtBy: "CS-02",
    alsoBreaks: ["RS-05"],
    change: (right) => ({
      send: (message, context) =>
        right.send(message, context).catch(() => right.send(asMail(message, context.person), context)),
    }),
  },
  {
    name: "somebody-elses-phone",
    mistake: "the SMS goes to another person on file",
    caughtBy: "CS-03",
    alsoBreaks: ["EM-02", "RS-09", "SM-09"],
    change: (right) => ({
      contactOf(person, channel, { people, ...context }) {
        const others = [...people.values()].filter(
          (other) => other !== person && other.mobilePhoneNumber && other.email,
        );
        return right.contactOf(others[0], channel, context);
      },
    }),
  },
  {
    name: "phone-of-the-device",
    mistake: "the SMS goes to the number that the device reports",
    caughtBy: "CS-03",
    shownBy: "CS-13",
    alsoBreaks: ["CS-13"],
    change: (right) => ({
      contactOf: (person, channel, context) =>
        (channel === "SMS" && context.request.device.phoneNumber) || right.contactOf(person, channel, context),
    }),
  },
  {
    name: "sent-twice",
    mistake: "every message goes out twice",
    caughtBy: "CS-13",
    change: (right) => ({
      async send(message, context) {
        await right.send(message, context);
        await right.send(message, context);
      },
    }),
  },
  {
    name: "sends-expired-codes",
    mistake: "a code is sent whose time is over",
    caughtBy: "LC-01",
    change: () => ({ hasExpired: () => false }),
  },
  {
    name: "first-code-for-ever",
    mistake: "a resend carries the person's first code again",
    caughtBy: "LC-08",
    alsoBreaks: otherCode,
    change: (right) => {
      const codes = new Map();
      return {
        compose({ request, ...given }) {
          const key = `${given.to} ${request.panSuffix}`;
          if (!codes.has(key)) codes.set(key, request.code);
          return right.compose({ ...given, request: { ...request, code: codes.get(key) } });
        },
      };
    },
  },
  {
    name: "mixes-codes-up",
    mistake: "keeps the latest code in a global: people at the same time get each other's",
    caughtBy: "RS-09",
    alsoBreaks: ["TP-11", ...otherCode, ...otherSuffix, "CS-01", "CS-03", "SM-09"],
    change: (right) => {
      let latest;
      return {
        compose(given) {
          latest = given.request.code;
          return given;
        },
        async send({ request, ...given }, context) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          await right.send(right.compose({ ...given, request: { ...request, code: latest } }), context);
        },
      };
    },
  },
  {
    name: "delivered-with-200",
    mistake: "Deliver OTP is answered with 200 and a body",
    caughtBy: "RS-10",
    change: () => ({ delivered: () => ({ status: 200, body: { result: "OK" } }) }),
  },
  {
    name: "failure-is-204",
    mistake: "a message that could not be sent is reported as sent",
    caughtBy: "RS-05",
    alsoBreaks: ["RS-10"],
    change: (right) => ({ send: (message, context) => right.send(message, context).catch(() => {}) }),
  },
  {
    name: "unknown-is-204",
    mistake: "Deliver OTP for somebody unknown is reported as sent",
    caughtBy: "RS-10",
    change: () => ({
      answer: (answer, { operation }) => (operation === "otp" && answer.status === 404 ? { status: 204 } : answer),
    }),
  },
  {
    name: "mail-without-text",
    mistake: "the mail has an HTML part only",
    caughtBy: "EM-04",
    alsoBreaks: ["EM-12"],
    change: withMail(() => ({ text: undefined })),
  },
  {
    name: "html-with-another-code",
    mistake: "the HTML part of a mail has another code than its text",
    caughtBy: "EM-05",
    alsoBreaks: ["EM-12", "OC-01", "OC-04", "OC-05", "OC-06"],
    change: withMail(({ html }, { code }) => ({ html: html.replaceAll(code, [...code].reverse().join("")) })),
  },
  {
    name: "mail-copied",
    mistake: "every mail has a second recipient, the archive",
    caughtBy: "EM-02",
    alsoBreaks: ["CS-03", "CS-13"],
    change: withMail(({ to }) => ({ recipients: [to, "archive@meridale.example"] })),
  },
  {
    name: "from-the-parent-domain",
    mistake: "the sender is at meridale.example and not at its subdomain",
    caughtBy: "DZ-16",
    change: withMail(() => ({ from: "Meridale Bank <card@meridale.example>" })),
  },
];

/** Changes what the templates are filled with. */
function withRequest(change) {
  return (right) => ({
    compose: ({ request, ...given }) =>
      right.compose({ ...given, request: { ...request, ...change(request, given.person) } }),
  });
}

function withCode(change) {
  return withRequest(({ code }, person) => ({ code: change(code, person) }));
}

/** Changes the texts that people read, once they are filled in. */
function withTexts(change) {
  return (right) => ({
    compose(given) {
      const { text, html, ...message } = right.compose(given);
      const changed = (one) => change(one, given.request, given.person);
      return { ...message, text: changed(text), ...(html && { html: withinBody(html, changed) }) };
    },
  });
}

/** What is added to a page must stand inside it. */
function withinBody(html, changed) {
  return html.replace(/<body[^>]*>([\s\S]*)<\/body>/, (page, content) => page.replace(content, () => changed(content)));
}

function withMail(change) {
  return (right) => ({
    compose(given) {
      const message = right.compose(given);
      return message.channel === "EMAIL" ? { ...message, ...change(message, given.request) } : message;
    },
  });
}

function asMail({ text }, { email }) {
  return { channel: "EMAIL", to: email, subject: "Add your card to your wallet", text };
}
