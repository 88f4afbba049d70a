/** Type, measure and the parts that every section shares. */
export const FRAME = `
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
