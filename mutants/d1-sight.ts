import type { Mutant } from "./mutant.ts";
import { wrongD1 } from "./wrong-d1.ts";

/** A D1 whose HTML part looks otherwise. */
const wrongLook = (
  id: string,
  caughtBy: string,
  mistake: string,
  change: (html: string, otp: string) => string,
): Mutant => ({
  ...wrongD1(id, caughtBy, mistake, ({ renderMail }) => ({
    renderMail: (letter) => {
      const { html = "", ...mail } = renderMail(letter);
      return { ...mail, html: change(html, letter.values.otp) };
    },
  })),
  feature: "message-templates/seen.feature",
  scenario: "An e-mail in en-US",
  browser: true,
});

const styled = (css: string) => (html: string) => html.replace("</head>", `<style>${css}</style></head>`);

export const d1SightMutants: readonly Mutant[] = [
  wrongLook("seen-white-on-white", "EM-15", "D1 writes the code white on white.", (html, otp) =>
    html.replaceAll(otp, `<span style="color:#fff">${otp}</span>`),
  ),
  wrongLook("seen-covered", "EM-15", "D1 lays a banner over the code.", (html) =>
    html.replace("</body>", '<div style="position:absolute;inset:0;height:300px;background:#346"></div></body>'),
  ),
  wrongLook(
    "seen-in-light-only",
    "EM-15",
    "D1 writes a code that vanishes in a dark theme.",
    styled("@media (prefers-color-scheme: dark) { p { color: white !important } }"),
  ),
  wrongLook("seen-tiny", "EM-15", "D1 writes the code seven pixels high.", (html, otp) =>
    html.replaceAll(otp, `<span style="font-size:7px">${otp}</span>`),
  ),
  wrongLook("faint", "EM-16", "D1 writes in light grey.", styled("p { color: #888 !important }")),
  wrongLook("fetches", "EM-17", "D1 has the reader's program fetch a style sheet.", (html) =>
    html.replace("</head>", '<link rel="stylesheet" href="https://cdn.meridale.example/mail.css"></head>'),
  ),
];
