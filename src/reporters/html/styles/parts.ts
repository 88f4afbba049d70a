/** Header, causes, checks, questions and tables. */
export const PARTS = `
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
.legend { display: grid; gap: 0.35rem; margin-top: 0.8rem; }
.legend dt { color: var(--ink); font-size: 1rem; font-weight: 600; }
footer { margin-top: 3rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
footer > .quiet { margin-top: 0.75rem; }
@media print, (min-width: 48rem) {
.columns { table-layout: fixed; }
.columns th:nth-child(1) { width: 32%; }
.columns th:nth-child(3), .columns th:nth-child(4) { width: 15%; }
.columns th:nth-child(5) { width: 11%; }
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
