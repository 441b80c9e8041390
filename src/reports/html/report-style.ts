/** Colours by the reader's wish; contrast of text at least 4.5:1 in both. One file, so that its hash stands in the policy. */
export const reportStyle = `
:root { color-scheme: light dark; --ink: #1a1d21; --paper: #fff; --card: #f5f6f8; --line: #d3d7dd; --soft: #545b65;
  --bad: #b00020; --doubt: #7a4d00; --good: #17663a; --link: #0b57d0; --focus: #0b57d0 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --paper: #15181c; --card: #1e2329; --line: #3a4048; --soft: #aab2bc;
  --bad: #ff8a80; --doubt: #ffc46b; --good: #7fd6a0; --link: #9ec1ff; --focus: #9ec1ff } }
* { box-sizing: border-box }
[hidden] { display: none !important }
body { margin: 0 auto; max-width: 1180px; padding: 0 16px 48px; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: anywhere }
a { color: var(--link) }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px }
.skip { position: absolute; left: -999px }
.skip:focus { left: 8px; top: 8px; padding: 8px; background: var(--paper); z-index: 1 }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
header { margin: 16px 0 8px; padding: 12px 20px; background: var(--card); border-left: 8px solid; border-radius: 6px }
header.good { border-color: var(--good) } header.bad { border-color: var(--bad) } header.doubt { border-color: var(--doubt) }
header p { margin: 6px 0 } header .kind { color: var(--soft); margin: 0 }
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2 }
header.good h1, .result.good { color: var(--good) } header.bad h1, .result.bad, .bad > .mark { color: var(--bad) } header.doubt h1, .result.doubt { color: var(--doubt) }
.result.neutral { color: var(--soft) }
h2 { margin: 32px 0 10px; font-size: 1.35rem } h3 { margin: 22px 0 6px; font-size: 1.08rem } h4 { margin: 8px 0 6px; font-size: 1rem }
small { color: var(--soft); font-size: .85em; font-weight: 400 }
nav { display: flex; flex-wrap: wrap; gap: 2px 18px; margin-top: 8px } nav a { padding: 4px 0 }
code, pre { font: .88em/1.45 ui-monospace, monospace } pre { white-space: pre-wrap; margin: 4px 0; padding: 8px; background: var(--card); border-radius: 4px }
.rerun code { display: inline-block; padding: 3px 10px; margin-top: 2px; border: 1px solid var(--line); border-radius: 4px; background: var(--paper); user-select: all }
.fault { margin: 10px 0; padding: 10px 16px; background: var(--card); border-left: 4px solid var(--line); border-radius: 6px }
.fault.bad { border-color: var(--bad) } .fault.doubt { border-color: var(--doubt) }
.fault p { margin: 6px 0 } .fault h3, .fault h4 { margin: 2px 0; font-size: 1.05rem }
.rule small { display: block }
.beside { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; margin: 8px 0 }
.beside > div { padding: 6px 10px; border: 1px solid var(--line); border-radius: 4px; background: var(--paper) }
.beside dt { color: var(--soft); font-size: .85rem } .beside dd { margin: 0 } .bad .beside > div + div { border-color: var(--bad) }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 8px 28px; align-items: start }
.pair > :only-child { grid-column: 1 / -1 }
.pair h3, .pair h4 { margin-top: 8px }
.flow { display: block; width: 100%; max-width: 480px; height: auto; font: 10px system-ui, sans-serif }
.flow text { fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round }
.flow .party { text-anchor: middle; font-weight: 600; font-size: 11px } .flow .note { text-anchor: middle; fill: var(--soft) }
.flow .lane { stroke: var(--line) } .flow path { fill: none; stroke: var(--ink); stroke-width: 1.2 } .flow .arrives { stroke-dasharray: 4 3 }
.flow .broken text { fill: var(--bad); font-weight: 600 } .flow .broken path { stroke: var(--bad); stroke-width: 1.8 }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: 6px 8px; border-bottom: 1px solid var(--line) }
thead th { overflow-wrap: normal; color: var(--soft); font-size: .85rem } tbody th { white-space: nowrap; width: 1%; font-weight: 600 }
td.result { width: 1%; font-weight: 600; font-size: .88rem; overflow-wrap: normal } .number { text-align: right }
tr:target, .scenario:target { background: var(--card) }
details > summary { cursor: pointer; padding: 2px 0 } .narrow { display: none }
.fault p small { display: block }
#matrix details p, #matrix details ul { margin: 6px 0 } #matrix ul { padding-left: 18px; max-height: 260px; overflow-y: auto }
.scenario, .complaint { border-bottom: 1px solid var(--line) } .scenario > summary, .complaint > summary { padding: 6px 4px }
.scenario > summary .result { display: inline-block; min-width: 4.2em; font-size: .88rem }
.told { padding: 2px 0 14px 18px }
.steps { list-style: none; margin: 0; padding: 0 } .steps li { padding: 2px 0 2px 22px; text-indent: -22px } .steps li > * { text-indent: 0 }
.mark { display: inline-block; width: 18px } .steps .good > .mark { color: var(--good) }
figure { margin: 12px 0 } figcaption { color: var(--soft); font-size: .88rem; margin-bottom: 3px }
blockquote { margin: 0; padding: 9px 14px; max-width: 420px; white-space: pre-line; border: 1px solid var(--line); background: var(--card) }
.sms blockquote { border-radius: 16px } .mail blockquote { border-radius: 4px; max-width: 560px }
.pictures { display: flex; flex-wrap: wrap; gap: 14px } .pictures img { display: block; width: 200px; max-height: 420px; object-fit: cover; object-position: top; border: 1px solid var(--line); border-radius: 8px; background: #fff }
.scroll { overflow-x: auto } .held table { font-size: .9rem }
.filter { display: flex; flex-wrap: wrap; gap: 8px 18px; align-items: center; margin: 8px 0 12px } .filter output { color: var(--soft) }
input, select { font: inherit; padding: 5px 8px; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: 4px; max-width: 100% }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 18px; margin: 0 } .facts dt { color: var(--soft) } .facts dd { margin: 0 }
@media (max-width: 700px) { body { padding: 0 12px 32px } header { padding: 10px 14px } h1 { font-size: 1.5rem } .pair, .beside { grid-template-columns: minmax(0, 1fr) }
  .wide { display: none } .narrow { display: block } th, td { padding: 6px 5px } .told { padding-left: 4px } .facts { grid-template-columns: minmax(0, 1fr) } .facts dd { margin-bottom: 6px }
  .filter label { flex: 1 1 100% } .filter input, .filter select { width: 100% } .fault { padding: 8px 12px } }
@media print { #matrix ul { max-height: none } :root { --ink: #000; --paper: #fff; --card: #fff; --line: #999; --soft: #333; --bad: #b00020; --doubt: #7a4d00; --good: #17663a; --link: #000 }
  body { max-width: none; font-size: 10pt } .skip, .filter, nav { display: none } .fault, tr, figure { break-inside: avoid } a { text-decoration: none } }
`;
