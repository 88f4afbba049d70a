/** On paper everything is open, links show where they lead, and nothing breaks in its middle where that can be helped. */
export const PRINT = `
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
