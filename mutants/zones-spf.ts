import { added, both, swapped, type ZoneMutant } from "./zone.ts";

const right = "v=spf1 ip4:192.0.2.25 -all";
const spf = (text: string) => swapped(right, text);
const includes = (count: number) => Array.from({ length: count }, (_, at) => `include:s${at}`);
const included = (count: number) =>
  added(...includes(count).map((term) => `${term.slice(8)} IN TXT "v=spf1 ip4:192.0.2.25 -all"`));
const absolute = (terms: readonly string[]) => terms.map((term) => `${term}.email.meridale.example`).join(" ");

/** Wrong in the SPF record alone. */
export const zoneSpfMutants: readonly ZoneMutant[] = [
  {
    id: "zone/no-spf",
    mistake: "There is no SPF record.",
    caughtBy: "DZ-03",
    edit: swapped(`@       IN TXT  "${right}"`, ""),
  },
  {
    id: "zone/spf-twice",
    mistake: "There are two SPF records, one for each sender.",
    caughtBy: "DZ-03",
    edit: added('@ IN TXT "v=spf1 ip4:192.0.2.26 -all"'),
  },
  {
    id: "zone/spf-version-two",
    mistake: "The SPF record begins with v=spf2.",
    caughtBy: "DZ-03",
    edit: spf("v=spf2 ip4:192.0.2.25 -all"),
  },
  {
    id: "zone/spf-semicolon",
    mistake: "The version is followed by a semicolon, as in DMARC.",
    caughtBy: "DZ-03",
    edit: spf("v=spf1; ip4:192.0.2.25 -all"),
  },
  {
    id: "zone/spf-typographic-quotes",
    mistake: "The record was pasted with typographic quotes inside the straight ones.",
    caughtBy: "DZ-03",
    alsoBreaks: ["DZ-20"],
    edit: spf("“v=spf1 ip4:192.0.2.25 -all”"),
  },
  {
    id: "zone/spf-equals-sign",
    mistake: "An address follows ip4 after an equals sign.",
    caughtBy: "DZ-21",
    edit: spf("v=spf1 ip4=192.0.2.25 -all"),
  },
  {
    id: "zone/spf-bare-address",
    mistake: "An address stands without ip4.",
    caughtBy: "DZ-21",
    edit: spf("v=spf1 192.0.2.25 -all"),
  },
  {
    id: "zone/spf-address-of-three",
    mistake: "An address has three numbers.",
    caughtBy: "DZ-21",
    edit: spf("v=spf1 ip4:192.0.2 -all"),
  },
  {
    id: "zone/spf-blank-after-colon",
    mistake: "A blank stands between ip4: and its address.",
    caughtBy: "DZ-21",
    edit: spf("v=spf1 ip4: 192.0.2.25 -all"),
  },
  {
    id: "zone/spf-prefix-too-long",
    mistake: "A prefix of an IPv4 address has 33 bits.",
    caughtBy: "DZ-21",
    edit: spf("v=spf1 ip4:192.0.2.25/33 -all"),
  },
  {
    id: "zone/spf-unknown-mechanism",
    mistake: "A mechanism is misspelt.",
    caughtBy: "DZ-21",
    edit: spf("v=spf1 ipv4:192.0.2.25 -all"),
  },
  {
    id: "zone/spf-macro",
    mistake: "A percent sign begins no macro.",
    caughtBy: "DZ-21",
    edit: spf("v=spf1 ip4:192.0.2.25 exists:%i.email.meridale.example -all"),
  },
  {
    id: "zone/spf-long-dash",
    mistake: "A long dash stands for the minus of -all.",
    caughtBy: "DZ-21",
    edit: spf("v=spf1 ip4:192.0.2.25 –all"),
  },
  {
    id: "zone/spf-other-sender",
    mistake: "SPF allows another server than the sender's.",
    caughtBy: "DZ-05",
    edit: spf("v=spf1 ip4:192.0.2.99 -all"),
  },
  {
    id: "zone/spf-plus-all",
    mistake: "SPF allows everybody.",
    caughtBy: "DZ-05",
    edit: spf("v=spf1 ip4:192.0.2.25 +all"),
  },
  {
    id: "zone/spf-whole-internet",
    mistake: "SPF allows every address there is.",
    caughtBy: "DZ-05",
    edit: spf("v=spf1 ip4:192.0.2.25 ip4:0.0.0.0/0 -all"),
  },
  {
    id: "zone/spf-neutral",
    mistake: "SPF ends in ?all.",
    caughtBy: "DZ-22",
    edit: spf("v=spf1 ip4:192.0.2.25 ?all"),
  },
  {
    id: "zone/spf-without-all",
    mistake: "SPF ends without all.",
    caughtBy: "DZ-22",
    edit: spf("v=spf1 ip4:192.0.2.25"),
  },
  {
    id: "zone/spf-ptr",
    mistake: "SPF still asks for the reverse name.",
    caughtBy: "DZ-22",
    edit: spf("v=spf1 ip4:192.0.2.25 ptr -all"),
  },
  {
    id: "zone/spf-behind-all",
    mistake: "A term stands behind all.",
    caughtBy: "DZ-22",
    edit: spf("v=spf1 ip4:192.0.2.25 -all ip4:192.0.2.26"),
  },
  {
    id: "zone/spf-eleven-includes",
    mistake: "SPF needs eleven look-ups.",
    caughtBy: "DZ-04",
    edit: both(
      spf(`v=spf1 ip4:192.0.2.25 ${absolute(includes(5))} " "${absolute(includes(11).slice(5))} -all`),
      included(11),
    ),
  },
  {
    id: "zone/spf-dangling-include",
    mistake: "An include leads to a domain without SPF.",
    caughtBy: "DZ-04",
    edit: spf("v=spf1 ip4:192.0.2.25 include:gone.email.meridale.example -all"),
  },
  {
    id: "zone/spf-includes-itself",
    mistake: "An include leads back to the domain.",
    caughtBy: "DZ-04",
    edit: spf("v=spf1 ip4:192.0.2.25 include:email.meridale.example -all"),
  },
  {
    id: "zone/spf-three-voids",
    mistake: "Three terms find nothing.",
    caughtBy: "DZ-04",
    edit: spf(
      "v=spf1 ip4:192.0.2.25 a:u.email.meridale.example a:v.email.meridale.example mx:w.email.meridale.example -all",
    ),
  },
  {
    id: "zone/spf-crowded-mx",
    mistake: "An mx term leads to eleven hosts.",
    caughtBy: "DZ-04",
    edit: both(
      spf("v=spf1 ip4:192.0.2.25 mx:many.email.meridale.example -all"),
      added(
        ...Array.from({ length: 11 }, (_, at) => `many IN MX ${at} h${at}`),
        ...Array.from({ length: 11 }, (_, at) => `h${at} IN A 192.0.2.${at + 30}`),
      ),
    ),
  },
  {
    id: "zone/spf-split",
    mistake: "The blank between two terms is lost where the record was split.",
    caughtBy: "DZ-09",
    edit: swapped(`"${right}"`, '"v=spf1 ip4:192.0.2.25" "-all"'),
  },
];
