/** What a phone shows of an SMS. */
export interface PhoneMessage {
  readonly sender: string;
  readonly text: string;
  readonly language: string;
  /** What the phone would offer to fill in. */
  readonly offered?: string | undefined;
}

/** A page of ours that shows an SMS as phones do: the sender above, the text in a bubble, the code on a key below. */
export function phonePage({ sender, text, language, offered }: PhoneMessage): string {
  const key =
    offered === undefined ? "" : `<p class="key" dir="ltr">${escaped(offered)}<small>from Messages</small></p>`;
  return `<!doctype html>
<html lang="${escaped(language)}">
<head><meta charset="utf-8"><title>SMS</title><style>${style}</style></head>
<body>
<header><span class="face" aria-hidden="true">${escaped(sender.slice(0, 1))}</span><b>${escaped(sender)}</b></header>
<main><p class="bubble" dir="auto">${escaped(text).replaceAll("\n", "<br>")}</p></main>
<footer>${key}</footer>
</body>
</html>`;
}

const style = `
* { box-sizing: border-box; margin: 0 }
body { width: 360px; min-height: 420px; display: flex; flex-direction: column; font: 17px/1.35 "Open Sans", sans-serif; color: #111; background: #fff }
header { display: grid; justify-items: center; gap: 4px; padding: 14px; border-bottom: 1px solid #ddd; font-size: 13px }
.face { width: 44px; height: 44px; border-radius: 50%; background: #5b6472; color: #fff; display: grid; place-items: center; font-size: 20px }
main { flex: 1; padding: 16px }
.bubble { display: inline-block; max-width: 290px; padding: 10px 14px; border-radius: 18px; background: #e9e9eb; overflow-wrap: break-word }
.key { margin: 10px auto; width: 180px; padding: 8px; border-radius: 8px; background: #d8dade; text-align: center; font-weight: 600 }
.key small { display: block; font-weight: 400; font-size: 12px }
`;

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
