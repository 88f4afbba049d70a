import { BASE_STYLES } from '../../html/styles.ts';

const FORM = `
.head { display: grid; gap: 0.6rem; }
.screen { margin-top: 2rem; }
.screen > .where { margin-bottom: 0.75rem; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend, label.question { padding: 0; font-weight: 600; display: block; }
.question + .quiet, legend + .quiet, .quiet + .quiet { margin-top: 0.35rem; }
.choices { list-style: none; padding: 0; margin-top: 0.6rem; display: grid; gap: 0.15rem; }
.choices label { display: grid; grid-template-columns: 1.5rem 1fr; align-items: baseline; padding: 0.3rem 0; cursor: pointer; }
.choices input { margin: 0; width: 1.05rem; height: 1.05rem; accent-color: var(--link); transform: translateY(0.15rem); }
input[type="text"], input[type="password"], textarea { font: inherit; color: var(--ink); background: var(--ground); border: 1px solid var(--quiet); border-radius: 6px; padding: 0.5rem 0.65rem; width: 100%; max-width: 34rem; margin-top: 0.6rem; display: block; }
textarea { max-width: none; min-height: 6rem; }
#text { min-height: 14rem; font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 0.875em; }
[aria-invalid="true"] { border-color: var(--bad); border-width: 2px; }
.note { color: var(--open); margin-top: 0.35rem; }
.note:empty { display: none; }
[aria-invalid="true"] ~ .note { color: var(--bad); }
button { font: inherit; font-weight: 600; border: 1px solid var(--link); border-radius: 8px; padding: 0.65rem 1.1rem; cursor: pointer; background: var(--paper); color: var(--link); }
button.first { background: var(--link); color: var(--paper); }
.give { margin-top: 2rem; display: grid; gap: 0.9rem; justify-items: start; }
.give > * { max-width: 100%; }
#copy { width: 100%; display: grid; gap: 0.6rem; justify-items: start; }
#copy[hidden] { display: none; }
@media print { button, #copy, .note { display: none; } }
`;

/** The one style sheet of the page. */
export const STYLES = `${BASE_STYLES}${FORM}`;
