import { appended, inTurn, put, replaced, type TemplateMutant } from "./template.ts";

const inSms = (from: string, to: string) => replaced("en/sms.txt", from, to);
const inHtml = (from: string, to: string) => replaced("en/email.html", from, to);
const CODE = '<p dir="ltr" style="font-size: xx-large; font-weight: bold; text-align: left">{{otp}}</p>';

const contents: readonly TemplateMutant[] = [
  {
    id: "templates/pan-literal",
    mistake: "A card number stands in the text.",
    caughtBy: "TP-06",
    edit: inTurn(
      replaced("en/email.txt", "Meridale Bank\n", "Example: 4111 1111 1111 1111\n"),
      inHtml("<p>Meridale Bank</p>", "<p>Example: 4111 1111 1111 1111</p>"),
    ),
  },
  {
    id: "templates/cvv-literal",
    mistake: "A security code stands in the text.",
    caughtBy: "TP-06",
    edit: replaced("en/email.txt", "Meridale Bank\n", "CVV: 737\n"),
  },
  {
    id: "templates/pin-literal",
    mistake: "A PIN stands in the text.",
    caughtBy: "TP-06",
    edit: inSms("Never share it, not even with us", "PIN 4711. Never share it"),
  },
  {
    id: "templates/bin-literal",
    mistake: "The first digits of the card stand before the mask.",
    caughtBy: "TP-06",
    edit: inSms("card **{{", "card 4539 **{{"),
  },
  {
    id: "templates/no-purpose",
    mistake: "It does not say what the code is for.",
    caughtBy: "TP-07",
    edit: inSms("to add card **{{panSuffix}} to your digital wallet", "for your card **{{panSuffix}}"),
  },
  {
    id: "templates/another-purpose",
    mistake: "It says that the code is for a payment by wallet.",
    caughtBy: "TP-07",
    edit: inSms("to add card **{{panSuffix}} to your digital wallet", "to pay by wallet with card **{{panSuffix}}"),
  },
  {
    id: "templates/no-warning",
    mistake: "It does not ask to keep the code secret.",
    caughtBy: "TP-08",
    edit: inSms(" Never share it, not even with us.", ""),
  },
  {
    id: "templates/no-warning-in-german-mail",
    mistake: "A mail says that nobody will ask for the code, but not to keep it secret.",
    caughtBy: "TP-08",
    edit: inTurn(
      replaced("de/email.txt", "Geben Sie den Code an niemanden weiter. ", ""),
      replaced("de/email.html", "Geben Sie den Code an niemanden weiter. ", ""),
    ),
  },
  {
    id: "templates/wrong-validity",
    mistake: "It states a validity that is not the network's.",
    caughtBy: "TP-09",
    edit: inSms("Never share it, not even with us", "Valid 10 min. Never share it"),
  },
  {
    id: "templates/wrong-validity-in-hindi",
    mistake: "It states another validity in Hindi and its digits.",
    caughtBy: "TP-09",
    edit: inTurn(
      appended("hi/email.txt", "\n\nयह कोड १० मिनट तक मान्य है।"),
      replaced("hi/email.html", "</body>", "<p>यह कोड १० मिनट तक मान्य है।</p></body>"),
    ),
  },
  {
    id: "templates/link",
    mistake: "The SMS holds a link.",
    caughtBy: "TP-10",
    edit: inSms("not even with us", "see meridale.example/help"),
  },
  {
    id: "templates/other-text",
    mistake: "Text and HTML part say different things.",
    caughtBy: "TP-14",
    edit: put("en/email.txt", "{{otp}} adds card {{panSuffix}} to a wallet. Do not share.\n"),
  },
  {
    id: "templates/sentence-in-html-only",
    mistake: "The text part leaves out what to do when nobody has asked for the code.",
    caughtBy: "TP-14",
    edit: replaced(
      "ja/email.txt",
      "お心当たりのない場合は、このメールを無視し、カードに記載の番号までお電話ください。",
      "",
    ),
  },
  {
    id: "templates/suffix-in-text-only",
    mistake: "The HTML part leaves the card's digits out.",
    caughtBy: "EM-05",
    edit: inHtml(" **{{panSuffix}}", ""),
  },
  {
    id: "templates/tracking-pixel",
    mistake: "The HTML fetches a picture from a server.",
    caughtBy: "EM-08",
    edit: inHtml("<p>Meridale Bank</p>", '<img src="https://track.meridale.example/o.gif" alt="">'),
  },
  {
    id: "templates/script",
    mistake: "The HTML holds a script.",
    caughtBy: "EM-08",
    edit: inHtml("</body>", "<script>document.title = 1</script></body>"),
  },
  {
    id: "templates/form",
    mistake: "The HTML asks for the code in a form.",
    caughtBy: "EM-08",
    edit: inHtml("<p>Meridale Bank</p>", '<form action="https://meridale.example"><input name="code"></form>'),
  },
  {
    id: "templates/white-on-white",
    mistake: "The code is white on white.",
    caughtBy: "EM-09",
    edit: inHtml(CODE, '<p style="color: white">{{otp}}</p>'),
  },
  {
    id: "templates/display-none",
    mistake: "The code is not displayed.",
    caughtBy: "EM-09",
    edit: inHtml(CODE, '<p style="display:none">{{otp}}</p>'),
  },
];

const legibility: readonly TemplateMutant[] = [
  {
    id: "templates/two-parts",
    mistake: "The SMS needs two parts.",
    caughtBy: "SM-03",
    edit: inSms(
      "Never share it, not even with us.",
      `Never share it, not even with us. ${"It is yours alone. ".repeat(4)}`,
    ),
  },
  {
    id: "templates/curly-quote",
    mistake: "One curly quote turns the SMS into UCS-2 and two parts.",
    caughtBy: "SM-07",
    alsoBreaks: ["SM-03"],
    edit: inSms("Never share it, not even with us", "Don’t share it"),
  },
  {
    id: "templates/bullets",
    mistake: "Bullets mask the card and cost a part.",
    caughtBy: "SM-07",
    alsoBreaks: ["SM-03"],
    edit: inSms("**", "••"),
  },
  {
    id: "templates/long-ucs2",
    mistake: "A Cyrillic SMS is longer than one part.",
    caughtBy: "SM-03",
    edit: replaced("ru/sms.txt", "Не сообщайте.", "Никому не сообщайте этот код, даже нам."),
  },
  {
    id: "templates/letter-touches-code",
    mistake: "A letter touches the code.",
    caughtBy: "OC-03",
    edit: inSms("{{otp}} is", "M{{otp}} is"),
  },
  {
    id: "templates/soft-hyphen-at-code",
    mistake: "An invisible character touches the code.",
    caughtBy: "OC-03",
    edit: replaced("en/email.txt", "{{otp}}", "{{otp}}\u00AD"),
  },
  {
    id: "templates/reference-number",
    mistake: "A reference number looks like the code.",
    caughtBy: "OC-04",
    edit: replaced("en/email.txt", "Meridale Bank\n", "Reference 738201\n"),
  },
  {
    id: "templates/override",
    mistake: "The direction of the code is overridden.",
    caughtBy: "OC-06",
    edit: replaced("ar/email.txt", "{{otp}}", "{{otp}} \u202D"),
  },
  {
    id: "templates/suffix-beside-keyword",
    mistake: "What phones fill in is a number that stands before the code.",
    caughtBy: "OC-07",
    alsoBreaks: ["OC-04"],
    edit: inSms("{{otp}} is your Meridale Bank code to add card", "Code for request 555321: {{otp}}. It adds card"),
  },
  {
    id: "templates/foreign-host",
    mistake: "The machine-readable last line names another host.",
    caughtBy: "OC-08",
    edit: appended("en/sms.txt", "\n@evil.example #{{otp}}"),
  },
  {
    id: "templates/digit-touches-suffix",
    mistake: "A digit stands before the card's last four.",
    caughtBy: "PM-01",
    edit: inSms("**{{panSuffix}}", "**1{{panSuffix}}"),
  },
];

/** What the template says, and how it reads. */
export const templateWordingMutants: readonly TemplateMutant[] = [...contents, ...legibility];
