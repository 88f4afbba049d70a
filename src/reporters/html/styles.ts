/** Every colour of the page; each pair that stands together keeps a contrast of 4.5 to 1 or more. */
const LIGHT = `
  --ground: #f4f5f8; --paper: #ffffff; --ink: #1b1f27; --quiet: #545c6b; --line: #d8dce4; --link: #1a4fb8;
  --good: #11683a; --good-soft: #e6f4ea;
  --bad: #b01622; --bad-soft: #fdebec;
  --warn: #845000; --warn-soft: #fdf2de;
  --open: #2b4fae; --open-soft: #e9eefb;
  --unsure: #5d4594; --unsure-soft: #f0ecf9;
  --quiet-soft: #eceef2; --code: #eff1f5;`;

const DARK = `
  --ground: #111318; --paper: #1a1d24; --ink: #e7e9ee; --quiet: #a7afbd; --line: #363c48; --link: #92b6ff;
  --good: #70d59a; --good-soft: #17301f;
  --bad: #ff9a9a; --bad-soft: #3c1c20;
  --warn: #f0bd62; --warn-soft: #362a12;
  --open: #a3b9ff; --open-soft: #1e2849;
  --unsure: #cbbaf6; --unsure-soft: #2b2442;
  --quiet-soft: #272b34; --code: #262b35;`;

/** Paper is always light. */
const COLOURS = `
:root { color-scheme: light;${LIGHT}
}
@media screen and (prefers-color-scheme: dark) {
:root { color-scheme: dark;${DARK}
}
}
.pass, .good { --tone: var(--good); --soft: var(--good-soft); }
.fail, .crash, .bad { --tone: var(--bad); --soft: var(--bad-soft); }
.warn { --tone: var(--warn); --soft: var(--warn-soft); }
.manual, .open { --tone: var(--open); --soft: var(--open-soft); }
.unknown, .unsure { --tone: var(--unsure); --soft: var(--unsure-soft); }
.blocked, .na, .quiet { --tone: var(--quiet); --soft: var(--quiet-soft); }
.healthy { --tone: var(--good); --soft: var(--good-soft); }
.problems { --tone: var(--bad); --soft: var(--bad-soft); }
.incomplete { --tone: var(--unsure); --soft: var(--unsure-soft); }
.warnings { --tone: var(--warn); --soft: var(--warn-soft); }
`;

/** Type, measure and the parts that every section shares. */
const FRAME = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  overflow-wrap: anywhere; }
main { max-width: 62rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
section, aside { margin-top: 2.5rem; }
h1, h2, h3, h4, p, ul, ol, dl, dd, figure, pre { margin: 0; }
h1 { font-size: clamp(1.4rem, 1.1rem + 1.6vw, 2.1rem); line-height: 1.2; letter-spacing: -0.015em; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.3; letter-spacing: -0.01em; margin-bottom: 0.75rem; }
h3 { font-size: 1.1rem; line-height: 1.35; }
h4 { font-size: 1rem; }
a { color: var(--link); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.875em; }
code { background: var(--code); border-radius: 4px; padding: 0.1em 0.35em; overflow-wrap: anywhere; }
a code { color: inherit; background: none; padding: 0; }
dd, li, th, td { min-width: 0; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); font-size: 0.925rem; }
.sprite { position: absolute; }
.badge { width: 1.3em; height: 1.3em; vertical-align: -0.28em; flex: none; }
.badge circle { fill: var(--soft); stroke: var(--tone); stroke-width: 1.5; }
.badge use { fill: none; stroke: var(--tone); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 1.1rem 1.1rem 1.2rem; }
.card + .card, p + .card { margin-top: 1rem; }
summary { cursor: pointer; }
.plain > summary { color: var(--link); padding: 0.25rem 0; width: fit-content; }
.plain > summary:hover { text-decoration: underline; text-underline-offset: 0.15em; }
.plain[open] > summary { margin-bottom: 0.5rem; }
@media (min-width: 48rem) {
main { padding: 2.25rem 2rem 4rem; }
.card { padding: 1.4rem 1.6rem 1.5rem; }
}
`;

/** Header, causes, checks, questions and tables. */
const PARTS = `
.head { background: var(--paper); border: 1px solid var(--line); border-top: 5px solid var(--tone); border-radius: 12px; padding: 1.1rem 1.1rem 1.3rem; }
.kicker { color: var(--quiet); font-size: 0.925rem; }
.status { display: inline-flex; align-items: center; gap: 0.4rem; margin: 0.9rem 0 0.5rem; padding: 0.15rem 0.75rem 0.15rem 0.4rem; border-radius: 99px;
  background: var(--soft); color: var(--tone); font-weight: 700; text-transform: uppercase; letter-spacing: 0.06em; font-size: 0.85rem; }
.because { margin-top: 0.6rem; font-size: 1.075rem; max-width: 46rem; }
.counts, .nature { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.35rem 1.1rem; }
.counts { margin-top: 1rem; font-variant-numeric: tabular-nums; }
.counts li { display: inline-flex; align-items: center; gap: 0.4rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); gap: 0.75rem 1.5rem; margin-top: 1.2rem; padding-top: 1.1rem; border-top: 1px solid var(--line); }
dt { color: var(--quiet); font-size: 0.85rem; }
.cause > h3 { display: flex; gap: 0.7rem; align-items: baseline; text-wrap: pretty; font-size: 1.2rem; }
.number { flex: none; min-width: 1.7rem; height: 1.7rem; padding: 0 0.35rem; border-radius: 99px; background: var(--ink); color: var(--paper); text-align: center; font-size: 0.95rem; line-height: 1.7rem; font-variant-numeric: tabular-nums; }
.nature { margin: 0.6rem 0 0; font-size: 0.95rem; }
.nature li { position: relative; }
.nature li:first-child::first-letter { text-transform: uppercase; }
.nature li + li { color: var(--quiet); }
.nature li:not(:last-child)::after { content: ""; position: absolute; right: -0.65rem; top: 0.75em; width: 3px; height: 3px; border-radius: 50%; background: var(--quiet); }
.found { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 0.75rem; margin-top: 1rem; }
.found > div { padding: 0.6rem 0.9rem 0.7rem; border-radius: 8px; border-left: 4px solid var(--tone); background: var(--soft); }
.measured { --tone: var(--bad); --soft: var(--bad-soft); }
.expected { --tone: var(--good); --soft: var(--good-soft); }
.found dt { color: var(--tone); font-weight: 600; }
.fix { margin-top: 1.2rem; }
.fix ol { margin-top: 0.5rem; padding: 0; list-style: none; counter-reset: step; max-width: 48rem; }
.fix li { counter-increment: step; position: relative; padding: 0.3rem 0 0.3rem 2.4rem; }
.fix li::before { content: counter(step); position: absolute; left: 0; top: 0.35rem; width: 1.5rem; height: 1.5rem; border-radius: 50%; border: 1.5px solid var(--quiet); color: var(--quiet);
  font-size: 0.85rem; line-height: 1.4rem; text-align: center; font-weight: 600; font-variant-numeric: tabular-nums; }
.fix code, .copy pre { user-select: all; -webkit-user-select: all; }
.where { margin-top: 0.2rem; }
.cause > .quiet, .cause > .plain { margin-top: 1rem; }
.cause > .copy { margin-top: 0.5rem; }
.copy pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--code); border-radius: 8px; padding: 0.9rem 1rem; }
.next { border-left: 5px solid var(--open); }
.next h2 { margin-bottom: 0.4rem; }
.questions { list-style: none; padding: 0; margin-top: 0.75rem; display: grid; gap: 0.7rem; max-width: 52rem; }
.questions li { display: flex; gap: 0.6rem; }
.questions .badge { margin-top: 0.1rem; }
.groups { padding: 0; overflow: clip; }
.group { padding: 0.35rem 0; }
.group h3 { padding: 0.45rem 1.1rem; font-size: 1rem; line-height: 1.55; }
.group + .group { border-top: 1px solid var(--line); }
.check > summary { display: grid; grid-template-columns: 6.2rem 1fr 1rem; gap: 0.1rem 0.6rem; padding: 0.45rem 1.1rem; list-style: none; align-items: baseline; }
.check > summary::-webkit-details-marker { display: none; }
.check > summary::after { content: ""; width: 0.5rem; height: 0.5rem; border: solid var(--quiet); border-width: 0 2px 2px 0; transform: translateY(-0.15rem) rotate(45deg); justify-self: end; }
.check[open] > summary::after { transform: rotate(225deg); }
.check > summary:hover { background: var(--quiet-soft); }
.sign { color: var(--tone); font-weight: 600; white-space: nowrap; }
.accepted { display: block; color: var(--warn); }
.details { display: grid; gap: 0.35rem; padding: 0.3rem 1.1rem 0.9rem; font-size: 0.95rem; }
.details > div, .legend > div { display: grid; grid-template-columns: 1fr; }
.folded > div { padding: 0.5rem 0 0; border-top: 1px solid var(--line); margin: 0.2rem 1.1rem 0; }
.folded .details { padding: 0.3rem 0 0.7rem; }
:target { scroll-margin-top: 5rem; outline: 3px solid var(--link); outline-offset: 3px; border-radius: 6px; }
table { width: 100%; border-collapse: collapse; font-size: 0.925rem; text-align: left; }
th, td { padding: 0.5rem 0.8rem 0.5rem 0; vertical-align: top; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--quiet); font-size: 0.85rem; font-weight: 600; }
tbody th { font-weight: 500; }
th code { display: inline-block; }
.evidence.plain[open] > summary { margin-bottom: 0.75rem; }
.chart { font-size: clamp(0.5rem, 3vw, 0.875rem); }
.logged th { overflow-wrap: anywhere; }
.legend { display: grid; gap: 0.35rem; margin-top: 0.8rem; }
.legend dt { color: var(--ink); font-size: 1rem; font-weight: 600; }
footer { margin-top: 3rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
footer > .quiet { margin-top: 0.75rem; }
@media print, (min-width: 48rem) {
.columns { table-layout: fixed; }
.columns th:nth-child(1) { width: 32%; }
.columns th:nth-child(3), .columns th:nth-child(4) { width: 15%; }
.columns th:nth-child(5) { width: 11%; }
.logged { table-layout: fixed; }
.logged th:nth-child(1) { width: 45%; }
.logged th:nth-child(2) { width: 12%; }
}
@media (min-width: 48rem) {
.head { padding: 1.6rem 1.8rem 1.7rem; }
.group:has(> h3) { display: grid; grid-template-columns: 10rem 1fr; }
.group h3 { padding-right: 0; }
.details { padding-left: 7.9rem; }
.folded > div { margin-left: 7.9rem; }
.folded .details { padding-left: 0; }
.details > div { grid-template-columns: 7rem 1fr; }
.legend > div { grid-template-columns: 8rem 1fr; }
}
@media (max-width: 47.99rem) {
.check > summary { grid-template-columns: 1fr 1rem; }
.told { grid-row: 2; grid-column: 1 / -1; }
table, tbody, tr, th, td { display: block; }
thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
tr { padding: 0.6rem 0; border-top: 1px solid var(--line); }
th, td { border: 0; padding: 0.1rem 0; }
td::before { content: attr(data-label) ": "; color: var(--quiet); }
}
`;

/** The picture of the way. Dashes, marks and words tell what the colours tell. */
const PICTURE = `
figure { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 0.75rem; }
figure + .plain { margin-top: 0.5rem; }
.path { display: block; width: 100%; height: auto; }
.path.across { display: none; }
.path.down { max-width: 22rem; margin: 0 auto; }
.path text { font-family: inherit; fill: var(--ink); }
.name { font-size: 19px; font-weight: 650; }
.station .state { font-size: 16.5px; font-weight: 600; fill: var(--tone); }
.path .detail { font-size: 14.5px; fill: var(--quiet); }
.start .state { font-weight: 400; }
.disc { fill: var(--soft); stroke: var(--tone); stroke-width: 2; }
.broken .disc, .affected .disc { stroke-width: 4; }
.affected .disc { stroke-dasharray: 12 5; }
.waiting .disc, .unseen .disc { stroke-dasharray: 5 5; }
.unknown .disc { stroke-dasharray: 1 6; stroke-width: 3; stroke-linecap: round; }
.icon { fill: none; stroke: var(--tone); stroke-width: 1.35; stroke-linecap: round; stroke-linejoin: round; }
.seal { fill: var(--tone); stroke: var(--paper); stroke-width: 3; }
.path .sign { fill: none; stroke: var(--paper); stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; }
.open .seal, .quiet .seal, .unsure .seal { fill: var(--paper); stroke: var(--tone); stroke-width: 2; }
.open .sign, .quiet .sign, .unsure .sign { stroke: var(--tone); }
.way { fill: none; stroke: var(--quiet); stroke-width: 2.5; stroke-linecap: round; }
.way.unsure { stroke: var(--quiet); stroke-dasharray: 1 7; }
.way.aside { stroke-width: 2; stroke-dasharray: 7 6; }
.way.cut { stroke: var(--bad); }
.arrow { fill: none; stroke: var(--quiet); stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; }
.cross { fill: none; stroke: var(--bad); stroke-width: 3.5; stroke-linecap: round; }
.hops { padding-left: 1.4rem; display: grid; gap: 0.5rem; max-width: 48rem; }
@media (min-width: 48rem) {
figure { padding: 1.25rem 1rem; }
.path.across { display: block; }
.path.down { display: none; }
}
`;

/** On paper everything is open, links show where they lead, and nothing breaks in its middle where that can be helped. */
const PRINT = `
@media print {
@page { margin: 15mm; }
html { font-size: 9.5pt; }
body { background: none; line-height: 1.45; }
h1 { font-size: 1.7rem; }
main { max-width: none; padding: 0; }
section, aside { margin-top: 1.6rem; }
.path.across { display: block; }
.path.down, .copy, .hint { display: none; }
.card, .head, figure { border-radius: 6px; padding: 0.8rem 1rem; }
.group { padding: 0.2rem 0; }
.badge circle, .disc, .seal, .found > div, .number, .status, code { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
details::details-content { content-visibility: visible; display: block; block-size: auto; opacity: 1; }
.plain > summary { color: var(--ink); font-weight: 600; list-style: none; }
.plain > summary::-webkit-details-marker { display: none; }
.groups { padding: 0; }
.details { padding-left: 8rem; gap: 0.1rem; }
.folded > div { margin-left: 8rem; }
.folded .details { padding-left: 0; }
.details > div, .legend > div { grid-template-columns: 7rem 1fr; }
.check > summary::after { display: none; }
.check > summary { grid-template-columns: 6.2rem 1fr; }
.told { grid-row: 1; grid-column: 2; }
a[href^="http"]::after { content: " (" attr(href) ")"; color: var(--quiet); font-size: 0.9em; overflow-wrap: anywhere; }
a:not([href^="http"]) { color: inherit; text-decoration: none; }
h2, h3, h4, summary { break-after: avoid; }
.fix li, tr, .check > summary, figure, .found > div, .questions li { break-inside: avoid; }
table { display: table; font-size: 0.85em; }
thead { display: table-header-group; position: static; width: auto; height: auto; clip-path: none; }
tbody { display: table-row-group; }
tr { display: table-row; padding: 0; }
th, td { display: table-cell; padding: 0.3rem 0.5rem 0.3rem 0; border-top: 1px solid var(--line); }
td::before { content: none; }
}
`;

/** Colours and type, for a page that is no report. */
export const BASE_STYLES = `${COLOURS}${FRAME}`;

/** The page's one style sheet. */
export const STYLES = [COLOURS, FRAME, PARTS, PICTURE, PRINT].join('');
