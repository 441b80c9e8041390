import type { Parcel } from "../simulators/d1/delivery.ts";
import { d1MailMutants } from "./d1-mail.ts";
import type { Mutant } from "./mutant.ts";
import { wrongD1 } from "./wrong-d1.ts";

/** The next digit or letter, so that a code stays of its kind and differs in every place. */
const shifted = (code: string): string =>
  code.replace(/[0-8A-Ya-y]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 1));

const addressedTo = (parcel: Parcel, to: string): Parcel => {
  if (parcel.to === "sms-centre") return { ...parcel, sms: { ...parcel.sms, to } };
  return parcel.to === "mail-server" ? { ...parcel, mail: { ...parcel.mail, to } } : parcel;
};

const withText = (parcel: Parcel, change: (text: string) => string): Parcel => {
  if (parcel.to === "sms-centre") return { ...parcel, sms: { ...parcel.sms, text: change(parcel.sms.text) } };
  if (parcel.to !== "mail-server") return parcel;
  const { text, html, ...mail } = parcel.mail;
  return { ...parcel, mail: { ...mail, text: change(text), ...(html && { html: change(html) }) } };
};

export const d1Mutants: readonly Mutant[] = [
  wrongD1("wrong-code", "OC-01", "D1 sends another code than the TSP's.", ({ otpOf }) => ({
    otpOf: (delivery) => shifted(otpOf(delivery)),
  })),
  wrongD1("code-as-number", "OC-01", "D1 reads the code as a number and loses its leading zeros.", ({ otpOf }) => ({
    otpOf: (delivery) => otpOf(delivery).replace(/^0+(?=.)/, ""),
  })),
  wrongD1("code-in-capitals", "OC-01", "D1 writes the code in capitals.", ({ otpOf }) => ({
    otpOf: (delivery) => otpOf(delivery).toUpperCase(),
  })),
  wrongD1("code-reformatted", "OC-02", "D1 puts a blank into the middle of the code.", ({ otpOf }) => ({
    otpOf: (delivery) => otpOf(delivery).replace(/^(.{3})(.+)$/, "$1 $2"),
  })),
  wrongD1("code-in-other-digits", "OC-02", "D1 writes the code in the digits of the reader's script.", ({ otpOf }) => ({
    otpOf: (delivery) => otpOf(delivery).replace(/[0-9]/g, (digit) => String.fromCharCode(0x0660 + Number(digit))),
  })),
  wrongD1("code-with-prefix", "OC-03", "D1 puts a letter in front of the code.", ({ otpOf }) => ({
    otpOf: (delivery) => `M${otpOf(delivery)}`,
  })),
  wrongD1("code-with-invisible", "OC-03", "D1 lets a soft hyphen stand beside the code.", ({ otpOf }) => ({
    otpOf: (delivery) => `${otpOf(delivery)}\u00AD`,
  })),
  wrongD1("code-cut", "OC-05", "D1 cuts codes to six characters.", ({ otpOf }) => ({
    otpOf: (delivery) => otpOf(delivery).slice(0, 6),
  })),
  wrongD1(
    "direction-override",
    "OC-06",
    "D1 forces the direction of right-to-left text around the code.",
    ({ otpOf }) => ({
      otpOf: (delivery) => `\u202D${otpOf(delivery)}\u202C`,
    }),
  ),
  wrongD1("decoy-code", "OC-04", "D1 adds a reference number that looks like a code.", ({ handOff }) => ({
    handOff: (parcel, delivery) =>
      handOff(
        withText(parcel, (text) => `${text} Ref 583920`),
        delivery,
      ),
  })),
  wrongD1("full-pan", "PM-03", "D1 shows the whole card number.", () => ({
    panSuffixOf: ({ digitization }) => digitization.card.pan,
  })),
  wrongD1("eight-digits", "PM-02", "D1 shows the last eight digits of the card.", () => ({
    panSuffixOf: ({ digitization }) => digitization.card.pan.slice(-8),
  })),
  wrongD1("wrong-suffix", "PM-01", "D1 shows the last four digits of another card.", () => ({
    panSuffixOf: ({ digitization }) => shifted(digitization.card.pan.slice(-4)),
  })),
  wrongD1("bin-shown", "PM-04", "D1 shows the first six digits in front of the last four.", () => ({
    panSuffixOf: ({ digitization: { card } }) => `${card.pan.slice(0, 6)}******${card.pan.slice(-4)}`,
  })),
  wrongD1("expiry-shown", "PM-06", "D1 adds the card's expiry date to the message.", ({ handOff }) => ({
    handOff: (parcel, delivery) => {
      const { expiryMonth, expiryYear } = delivery.digitization.card;
      return handOff(
        withText(parcel, (text) => `${text} Exp ${expiryMonth}/${expiryYear}`),
        delivery,
      );
    },
  })),
  wrongD1("other-channel", "CS-01", "D1 sends by the channel that was not chosen.", ({ channelsOf }) => ({
    channelsOf: (delivery) => channelsOf(delivery).map((channel) => (channel === "sms" ? "email" : "sms")),
  })),
  wrongD1("both-channels", "CS-02", "D1 sends by both channels to be sure.", () => ({
    channelsOf: () => ["sms", "email"],
  })),
  wrongD1("other-person", "CS-03", "D1 sends to another person's contact.", ({ handOff }) => ({
    handOff: (parcel, delivery) =>
      handOff(addressedTo(parcel, parcel.to === "mail-server" ? "stranger@inbox.test" : "+4917604069001"), delivery),
  })),
  wrongD1(
    "contact-by-mask",
    "CS-04",
    "D1 finds the contact by its mask and takes the first that fits.",
    ({ resolveContact }) => {
      const byMask = new Map<string, string>();
      return {
        resolveContact: (delivery, consumer, channel) => {
          const mask = delivery.request.activationMethod.value;
          const contact = byMask.get(mask) ?? resolveContact(delivery, consumer, channel);
          byMask.set(mask, contact);
          return contact;
        },
      };
    },
  ),
  wrongD1("offers-without-contact", "CS-05", "D1 offers e-mail to whoever has none.", ({ offerMethods }) => ({
    offerMethods: (offering) => [
      ...offerMethods(offering),
      { type: "EMAIL_TO_CARDHOLDER_ADDRESS", value: "us**@mail.example" },
    ],
  })),
  wrongD1("unmasked-methods", "CS-06", "D1 shows the wallet the phone number in clear.", () => ({
    maskPhone: (phone) => phone,
  })),
  wrongD1("long-method", "CS-07", "D1 cuts the domain off an address too long to be shown.", ({ maskEmail }) => ({
    maskEmail: (address, tenant) => maskEmail(address, tenant) ?? address.slice(0, 2).padEnd(64, "*"),
  })),
  wrongD1("generous-mask", "CS-08", "D1 shows six digits of the phone instead of four.", () => ({
    maskPhone: (phone) => `${"*".repeat(phone.length - 6)}${phone.slice(-6)}`,
  })),
  wrongD1("accepts-unoffered", "CS-09", "D1 sends by a method it never offered.", () => ({ isOffered: () => true })),
  wrongD1("no-customer-service", "CS-10", "D1 leaves those without a contact alone.", ({ offerMethods }) => ({
    offerMethods: (offering) =>
      offerMethods(offering).filter(({ type }) => type !== "CARDHOLDER_TO_CALL_MANNED_NUMBER"),
  })),
  wrongD1(
    "wrong-card-data-ignored",
    "CS-11",
    "D1 offers methods although expiry or security code are wrong.",
    ({ verifyCard }) => ({
      verifyCard: (account, card, now) =>
        card ? verifyCard({ accountNumber: card.pan, ...card }, card, now) : verifyCard(account, card, now),
    }),
  ),
  wrongD1("wrong-delivery-channel", "CS-12", "D1 tells the issuer SMS whatever was chosen.", ({ deliverOtpBody }) => ({
    deliverOtpBody: (delivery, channel, values) => ({
      ...deliverOtpBody(delivery, channel, values),
      deliveryChannel: "SMS",
    }),
  })),
  wrongD1(
    "expiry-in-local-time",
    "CS-12",
    "D1 writes the expiry date to the issuer an hour late.",
    ({ deliverOtpBody }) => ({
      deliverOtpBody: (delivery, channel, values) => {
        const body = deliverOtpBody(delivery, channel, values);
        const expirationDate = new Date(Date.parse(delivery.request.expirationDateTime) + 3_600_000).toISOString();
        return { ...body, otp: { ...body.otp, expirationDate } };
      },
    }),
  ),
  wrongD1("sent-twice", "CS-13", "D1 hands every message over twice.", ({ handOff }) => ({
    handOff: async (parcel, delivery) => {
      await handOff(parcel, delivery);
      await handOff(parcel, delivery);
    },
  })),
  wrongD1("duplicates-not-recognised", "CS-13", "D1 sends again when the TSP repeats a request.", () => ({
    answerOnce: (_key, work) => work(),
  })),
  wrongD1("sent-after-expiry", "LC-01", "D1 sends codes that have run out.", () => ({ isExpired: () => false })),
  wrongD1("first-code-again", "LC-08", "D1 sends the code of the first request again after a resend.", ({ otpOf }) => {
    const first = new Map<string, string>();
    return {
      otpOf: (delivery) => {
        const { tokenUniqueReference } = delivery.request;
        const code = first.get(tokenUniqueReference) ?? otpOf(delivery);
        first.set(tokenUniqueReference, code);
        return code;
      },
    };
  }),
  wrongD1("no-notification", "LC-11", "D1 reports every digitization as failed.", ({ cardNotification }) => ({
    cardNotification: (digitization) => cardNotification(digitization, "FAILED"),
  })),
  wrongD1("code-in-log", "SE-04", "D1 logs what it was asked to deliver.", () => ({
    logLine: ({ operation, body }) => `${operation} ${body}`,
  })),
  wrongD1("device-name-shown", "SE-10", "D1 tells the End User the device's own name.", ({ handOff }) => ({
    handOff: (parcel, delivery) => {
      const name = delivery.digitization.requestor.deviceInfo?.deviceName ?? "";
      return handOff(
        withText(parcel, (text) => `${text} ${name}`),
        delivery,
      );
    },
  })),
  wrongD1("wrong-language", "TP-11", "D1 writes to everybody in English.", ({ selectTemplates }) => ({
    selectTemplates: (tenant) => selectTemplates(tenant, "en"),
  })),
  wrongD1("unknown-token-accepted", "RS-08", "D1 delivers for a token it does not know.", ({ findDigitization }) => ({
    findDigitization: (ids, digitizations) => findDigitization(ids, digitizations) ?? digitizations.all().at(-1),
  })),
  wrongD1("failure-swallowed", "RS-05", "D1 claims success when the message was refused.", ({ handOff }) => ({
    handOff: (parcel, delivery) => handOff(parcel, delivery).catch(() => undefined),
  })),
  wrongD1(
    "fallback-channel",
    "CS-02",
    "D1 tries e-mail when the SMS is refused.",
    ({ handOff, resolveContact, renderMail, selectTemplates }) => ({
      handOff: (parcel, delivery) =>
        handOff(parcel, delivery).catch((refused) => {
          const consumer = delivery.digitization.offer?.consumer;
          if (parcel.to !== "sms-centre" || !consumer) throw refused;
          const values = { otp: delivery.request.activationCode, panSuffix: delivery.digitization.card.pan.slice(-4) };
          const templates = selectTemplates(delivery.tenant, consumer.language);
          const letter = {
            delivery,
            to: resolveContact(delivery, consumer, "email"),
            templates,
            values,
            date: new Date(0),
          };
          return handOff({ to: "mail-server", mail: renderMail(letter) }, delivery);
        }),
    }),
  ),
  wrongD1(
    "date-before-code",
    "OC-07",
    "D1 puts a date written as one number in front of the message.",
    ({ handOff }) => ({
      handOff: (parcel, delivery) =>
        handOff(
          withText(parcel, (text) => `20260704 ${text}`),
          delivery,
        ),
    }),
  ),
  wrongD1(
    "foreign-origin",
    "OC-08",
    "D1 ends the SMS with an origin-bound line for a foreign host.",
    ({ handOff, otpOf }) => ({
      handOff: (parcel, delivery) =>
        handOff(
          withText(parcel, (text) => `${text}\n@evil.example #${otpOf(delivery)}`),
          delivery,
        ),
    }),
  ),
  wrongD1("other-card-number", "PM-05", "D1 adds an order number that is a card number.", ({ handOff }) => ({
    handOff: (parcel, delivery) =>
      handOff(
        withText(parcel, (text) => `${text} Order 4111111111111111`),
        delivery,
      ),
  })),
  wrongD1("suffix-not-cut", "PM-07", "D1 shows as many digits as the network works with.", () => ({
    panSuffixOf: ({ digitization }) => digitization.card.pan.slice(-8),
  })),
  wrongD1("suffix-of-something-else", "PM-08", "D1 shows four digits that are not the PAN's.", () => ({
    panSuffixOf: ({ digitization }) => shifted(digitization.card.pan.slice(-4)),
  })),
  wrongD1(
    "card-number-in-address",
    "SE-07",
    "D1 uses the card number as the cardId of its calls.",
    ({ readConsumer }) => ({
      readConsumer: (digitization) => {
        const { card } = digitization;
        return readConsumer({ ...digitization, card: { ...card, cardId: card.pan } });
      },
    }),
  ),
  wrongD1("question-marks", "SM-01", "D1 replaces what is not ASCII by question marks.", ({ handOff }) => ({
    handOff: (parcel, delivery) =>
      handOff(
        withText(parcel, (text) => text.replace(/[^ -~\n]/g, "?")),
        delivery,
      ),
  })),
  wrongD1("national-number", "SM-10", "D1 submits the phone in its national form.", ({ resolveContact }) => ({
    resolveContact: (delivery, consumer, channel) =>
      resolveContact(delivery, consumer, channel).replace(/^\+(49|46)/, "0"),
  })),
  wrongD1("archive-address", "EM-02", "D1 sends every mail to its own archive.", ({ resolveContact }) => ({
    resolveContact: (delivery, consumer, channel) =>
      channel === "email" ? "archive@d1.test" : resolveContact(delivery, consumer, channel),
  })),
  wrongD1("html-alone", "EM-04", "D1 sends the HTML part alone.", ({ renderMail }) => ({
    renderMail: (letter) => ({ ...renderMail(letter), text: "" }),
  })),
  wrongD1(
    "parts-differ",
    "EM-05",
    "D1 fills the HTML part with another code than the text part.",
    ({ renderMail }) => ({
      renderMail: (letter) => {
        const { html = "", ...mail } = renderMail(letter);
        return { ...mail, html: html.replaceAll(letter.values.otp, shifted(letter.values.otp)) };
      },
    }),
  ),
  wrongD1("own-domain", "DZ-16", "D1 sends from its own domain.", ({ renderMail }) => ({
    renderMail: (letter) => ({ ...renderMail(letter), from: "Meridale Bank <card@d1.test>" }),
  })),
  wrongD1(
    "old-contact-after-failure",
    "RS-03",
    "D1 uses the contact it remembers when the look-up fails.",
    ({ readConsumer }) => ({
      readConsumer: async (digitization) => ({
        ...digitization.offer?.consumer,
        ...(await readConsumer(digitization).catch(() => ({}))),
      }),
    }),
  ),
  wrongD1("strict-reasons", "RS-07", "D1 refuses a delivery for a reason it does not know.", ({ isOffered }) => ({
    isOffered: (delivery) =>
      isOffered(delivery) && (delivery.request.reasonCodes ?? []).every((reason) => reason === "ADD_CARD"),
  })),
  wrongD1("shared-state", "RS-09", "D1 takes the suffix of whichever card came last.", () => ({
    panSuffixOf: ({ digitization, digitizations }) => (digitizations.all().at(-1) ?? digitization).card.pan.slice(-4),
  })),
  wrongD1("placeholder-left", "TP-05", "D1 leaves a placeholder it does not know in the text.", ({ handOff }) => ({
    handOff: (parcel, delivery) =>
      handOff(
        withText(parcel, (text) => `${text} {{bankName}}`),
        delivery,
      ),
  })),
  wrongD1("unoffered-sms", "CS-09", "D1 checks only e-mail methods against its offer.", ({ isOffered }) => ({
    isOffered: (delivery) =>
      delivery.request.activationMethod.type === "TEXT_TO_CARDHOLDER_NUMBER" || isOffered(delivery),
  })),
  wrongD1(
    "grace-period",
    "LC-01",
    "D1 still sends a code that ran out less than half a minute ago.",
    ({ isExpired }) => ({
      isExpired: (delivery, now) => isExpired(delivery, now - 30_000),
    }),
  ),
  wrongD1("expiry-as-text", "LC-01", "D1 compares expiry dates as texts, whatever their time zone.", () => ({
    isExpired: ({ request }, now) => request.expirationDateTime <= new Date(now).toISOString(),
  })),
  wrongD1("both-on-resend", "CS-02", "D1 sends a repeated code by both channels.", ({ channelsOf }) => {
    const seen = new Set<string>();
    return {
      channelsOf: (delivery) => {
        const { tokenUniqueReference, requestId } = delivery.request;
        const isRepeat = [...seen].some((key) => key.startsWith(tokenUniqueReference) && !key.endsWith(requestId));
        seen.add(`${tokenUniqueReference} ${requestId}`);
        return isRepeat ? ["sms", "email"] : channelsOf(delivery);
      },
    };
  }),
  wrongD1(
    "notifies-other-card",
    "LC-11",
    "D1 reports the end of a digitization under another card.",
    ({ cardNotification }) => ({
      cardNotification: (digitization, outcome) => ({
        ...cardNotification(digitization, outcome),
        cardId: "crd_other",
      }),
    }),
  ),
  wrongD1("sent-late", "CS-13", "D1 sends a second copy when it has long said that it is done.", ({ handOff }) => ({
    handOff: async (parcel, delivery) => {
      await handOff(parcel, delivery);
      setImmediate(() => handOff(parcel, delivery).catch(() => undefined));
    },
  })),
  ...d1MailMutants,
  wrongD1("mail-with-advice", "EM-12", "D1 adds a link of its own to every mail.", ({ renderMail }) => ({
    renderMail: (letter) => {
      const { text, ...mail } = renderMail(letter);
      return { ...mail, text: `${text}\nMore at https://d1.test/otp\n` };
    },
  })),
];
