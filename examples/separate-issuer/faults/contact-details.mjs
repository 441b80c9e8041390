/** What nobody can read has no member in it that could be right. */
const everyMember = ["CD-02", "CD-03", "CD-04", "CD-05", "CD-06", "CD-07"];

/** Wrong answers of Get Consumer Information. */
export const contactFaults = [
  {
    name: "trunk-zero",
    mistake: "the national number keeps its leading zero",
    caughtBy: "CD-05",
    change: withPhone(({ phoneNumber }) => ({ phoneNumber: `0${phoneNumber}` })),
  },
  {
    name: "country-code-without-plus",
    mistake: "the country code is bare digits",
    caughtBy: "CD-04",
    change: withPhone(({ countryCode }) => ({ countryCode: countryCode.slice(1) })),
  },
  {
    name: "country-code-with-zeros",
    mistake: "the country code starts with 00",
    caughtBy: "CD-04",
    change: withPhone(({ countryCode }) => ({ countryCode: countryCode.replace("+", "00") })),
  },
  {
    name: "phone-with-blanks",
    mistake: "the number is grouped for people",
    caughtBy: "CD-05",
    change: withPhone(({ phoneNumber }) => ({ phoneNumber: phoneNumber.replace(/(\d{3})(?=\d)/g, "$1 ") })),
  },
  {
    name: "whole-number-in-phone-number",
    mistake: "phoneNumber holds the country code as well",
    caughtBy: "CD-05",
    change: withPhone(({ countryCode, phoneNumber }) => ({ phoneNumber: countryCode.slice(1) + phoneNumber })),
  },
  {
    name: "email-with-name",
    mistake: "the address comes with a display name",
    caughtBy: "CD-06",
    change: withInfo(({ firstName, email }) => email && { email: `${firstName} <${email}>` }),
  },
  {
    name: "two-emails",
    mistake: "email is a list of two addresses",
    caughtBy: "CD-06",
    change: withInfo(({ email }) => email && { email: `${email}, archive@meridale.example` }),
  },
  {
    name: "email-left-out",
    mistake: "the e-mail address on file is not given",
    caughtBy: "CD-02",
    change: withInfo(() => ({ email: undefined })),
  },
  {
    name: "phone-left-out",
    mistake: "the phone on file is not given",
    caughtBy: "CD-02",
    change: withInfo(() => ({ mobilePhoneNumber: undefined })),
  },
  {
    name: "language-with-underscore",
    mistake: "the language is written en_GB",
    caughtBy: "CD-03",
    change: withInfo(({ language }) => ({ language: language.replace("-", "_") })),
  },
  {
    name: "language-that-nobody-speaks",
    mistake: "the language is xx-ZZ",
    caughtBy: "CD-03",
    change: withInfo(() => ({ language: "xx-ZZ" })),
  },
  {
    name: "null-members",
    mistake: "what is not on file is null",
    caughtBy: "CD-07",
    change: withInfo(() => ({ middleName: null })),
  },
  {
    name: "empty-texts",
    mistake: "what is not on file is an empty text",
    caughtBy: "CD-07",
    change: withInfo(() => ({ middleName: "" })),
  },
  {
    name: "empty-objects",
    mistake: "what is not on file is an empty object",
    caughtBy: "CD-07",
    change: withInfo(() => ({ residencyAddress: {} })),
  },
  {
    name: "error-in-success",
    mistake: "a good answer has an error member",
    caughtBy: "CD-07",
    change: withInfo(() => ({ error: null })),
  },
  {
    name: "html",
    mistake: "an HTML page instead of JSON",
    caughtBy: "CD-01",
    change: atConsumer(() => ({
      body: "<!doctype html><title>Meridale</title><p>It works!</p>",
      headers: { "content-type": "text/html" },
    })),
  },
  {
    name: "json-called-text",
    mistake: "JSON with the content type text/plain",
    caughtBy: "CD-01",
    change: atConsumer(() => ({ headers: { "content-type": "text/plain" } })),
  },
  {
    name: "truncated-json",
    mistake: "the body ends in the middle",
    caughtBy: "CD-01",
    change: atConsumer(({ body }) => ({ body: JSON.stringify(body).slice(0, -9) })),
  },
  {
    name: "latin-1",
    mistake: "the body is Latin-1 and not UTF-8",
    caughtBy: "CD-01",
    change: atConsumer(({ body }) => ({
      body: JSON.stringify({ ...body, lastName: "Müller" }),
      encoding: "latin1",
    })),
  },
  {
    name: "wrapped",
    mistake: "the members are inside a consumer member",
    caughtBy: "CD-02",
    change: atConsumer(({ body }) => ({ body: { consumer: body } })),
  },
  {
    name: "redirect",
    mistake: "sends D1 to another host",
    caughtBy: "CD-01",
    change: atConsumer(() => ({ status: 302, body: "", headers: { location: "https://crm.meridale.example/" } })),
  },
  {
    name: "endless-body",
    mistake: "the answer never ends",
    caughtBy: "CD-01",
    alsoBreaks: everyMember,
    change: (right) => ({
      write: (response, answer, call) => (isSuccess(answer, call) ? pour(response) : right.write(response, answer)),
    }),
  },
  {
    name: "hangs",
    mistake: "never answers",
    caughtBy: "CD-01",
    alsoBreaks: everyMember,
    change: (right) => ({
      write: (response, answer, call) => isSuccess(answer, call) || right.write(response, answer),
    }),
  },
  {
    name: "unknown-is-200",
    mistake: "whoever is not known gets somebody's details",
    caughtBy: "CD-08",
    change: (right) => ({ personOf: (id, people) => right.personOf(id, people) ?? [...people.values()][0] }),
  },
  {
    name: "unknown-is-empty-200",
    mistake: "whoever is not known gets an empty object",
    caughtBy: "CD-08",
    change: (right) => ({
      personOf: (id, people) => right.personOf(id, people) ?? { state: "active" },
      consumerInfo: (person, call) => (person.consumerId ? right.consumerInfo(person, call) : {}),
    }),
  },
  {
    name: "unknown-is-400",
    mistake: "whoever is not known is a bad request",
    caughtBy: "CD-08",
    change: () => ({
      answer: (answer, { operation }) =>
        operation === "consumer" && answer.status === 404 ? { ...answer, status: 400 } : answer,
    }),
  },
  {
    name: "blocked-is-200",
    mistake: "a blocked person's details are given",
    caughtBy: "CD-09",
    change: () => ({ isForbidden: () => false }),
  },
  {
    name: "blocked-is-404",
    mistake: "a blocked person is called unknown",
    caughtBy: "CD-09",
    change: () => ({
      answer: (answer) => (answer.status === 403 ? { status: 404, body: { error: "Unknown." } } : answer),
    }),
  },
  {
    name: "card-id-breaks",
    mistake: "fails when a cardId is sent along",
    caughtBy: "CD-10",
    change: (right) => ({
      consumerInfo(person, call) {
        if (call.query.has("cardId")) throw new TypeError("cannot read properties of undefined");
        return right.consumerInfo(person, call);
      },
    }),
  },
  {
    name: "mixes-people-up",
    mistake: "keeps the person of the latest call in a global: calls at the same time get each other's details",
    caughtBy: "CD-11",
    change: (right) => {
      let latest;
      return {
        async consumerInfo(person, call) {
          latest = person;
          await new Promise((resolve) => setTimeout(resolve, 5));
          return right.consumerInfo(latest, call);
        },
      };
    },
  },
  {
    name: "caches-the-first",
    mistake: "everybody gets the details of whoever was asked for first",
    caughtBy: "CD-11",
    change: (right) => {
      let first;
      return {
        consumerInfo(person, call) {
          first ??= person;
          return right.consumerInfo(first, call);
        },
      };
    },
  },
];

/** Changes members of a good answer. */
function withInfo(change) {
  return (right) => ({
    consumerInfo: async (person, call) => {
      const info = await right.consumerInfo(person, call);
      return { ...info, ...change(info) };
    },
  });
}

function withPhone(change) {
  return withInfo(({ mobilePhoneNumber: phone }) => phone && { mobilePhoneNumber: { ...phone, ...change(phone) } });
}

/** Changes a good answer as a whole. */
function atConsumer(change) {
  return () => ({ answer: (answer, call) => (isSuccess(answer, call) ? { ...answer, ...change(answer) } : answer) });
}

function isSuccess({ status }, { operation }) {
  return operation === "consumer" && status === 200;
}

/** Until the caller hangs up; no faster than it reads. */
function pour(response) {
  const kilobyte = `${" ".repeat(1023)}\n`;
  const more = () => {
    while (!response.destroyed && response.write(kilobyte));
  };
  response.writeHead(200, { "content-type": "application/json" });
  response.on("drain", more);
  more();
}
