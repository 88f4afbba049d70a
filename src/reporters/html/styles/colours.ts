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
export const COLOURS = `
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
`;
