/** Colours by the reader's wish; contrast of text at least 4.5:1 in both. */
export const galleryStyle = `
:root { color-scheme: light dark; --ink: #1a1d21; --paper: #fff; --line: #d5d9de; --soft: #555c66; --bad: #b00020; --doubt: #7a4d00 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --paper: #15181c; --line: #3a4048; --soft: #a8b0ba; --bad: #ff8a80; --doubt: #ffc46b } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 1200px; padding: 16px; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 8px 0 }
h2 { border-top: 1px solid var(--line); padding-top: 20px; margin: 32px 0 8px }
h2 small { color: var(--soft); font-weight: 400; font-size: .9rem }
h3 { margin: 12px 0 4px; font-size: 1.05rem }
a { color: inherit }
nav { display: flex; flex-wrap: wrap; gap: 4px 14px }
nav a { padding: 4px 0 }
.pictures { display: flex; gap: 16px; overflow-x: auto; padding-bottom: 8px; align-items: flex-start }
figure { margin: 0; flex: none }
figure img { display: block; width: 180px; height: auto; max-height: 420px; object-fit: cover; object-position: top; border: 1px solid var(--line); border-radius: 8px; background: #fff }
figure.desktop img { width: 376px }
figcaption { font-size: .85rem; color: var(--soft) }
ul { padding-left: 20px; margin: 8px 0 }
summary { cursor: pointer; padding: 4px 0 }
.fail, .error, .untestable { color: var(--bad) }
.warn, .review, .waived, .flaky { color: var(--doubt) }
.held { color: var(--soft); font-size: .9rem; margin: 4px 0 }
@media (max-width: 700px) { figure img { width: min(300px, 78vw) } figure.desktop img { width: 85vw } }
@media print { .pictures { flex-wrap: wrap } }
`;
