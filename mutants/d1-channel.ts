import type { Mutant } from "./mutant.ts";
import { addressedTo } from "./parcel-changes.ts";
import { wrongD1 } from "./wrong-d1.ts";

/** A D1 that is wrong about who gets a message, by which channel, and how often. */
export const d1ChannelMutants: readonly Mutant[] = [
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
  wrongD1("unoffered-sms", "CS-09", "D1 checks only e-mail methods against its offer.", ({ isOffered }) => ({
    isOffered: (delivery) =>
      delivery.request.activationMethod.type === "TEXT_TO_CARDHOLDER_NUMBER" || isOffered(delivery),
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
  wrongD1("sent-late", "CS-13", "D1 sends a second copy when it has long said that it is done.", ({ handOff }) => ({
    handOff: async (parcel, delivery) => {
      await handOff(parcel, delivery);
      setImmediate(() => handOff(parcel, delivery).catch(() => undefined));
    },
  })),
];
