/** The picture of the way. Dashes, marks and words tell what the colours tell. */
export const PICTURE = `
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
