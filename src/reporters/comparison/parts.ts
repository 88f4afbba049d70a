import type { Status } from '../../core/verdict.ts';
import type { ComparedCause, Comparison, OpenCause, UntoldCause } from '../../doctor/compare.ts';
import type { CheckChange, ComparedCheck } from '../../doctor/compare-checks.ts';
import { counted, PARTY_ACTS, STATUS_WORDS } from '../words.ts';

/** One thing that is told, the same in every format for people. */
export interface Item {
  /** Whose sign and colour it has. */
  status: Status;
  /** Of one cause, or of the checks of which the same is to be said. */
  ids: string[];
  text: string;
  /** What is to be known besides. */
  remark: string;
}

export interface Part {
  heading: string;
  items: Item[];
}

/** What a comparison tells of causes and checks, the worst first; parts with nothing to tell are left out. */
export function partsOf({ causes, checks }: Comparison): Part[] {
  const parts: Part[] = [
    { heading: 'Broke', items: causes.broke.map((cause) => newItem(cause, 'new')) },
    {
      heading: 'Came to light',
      items: causes.revealed.map((cause) => newItem(cause, 'could not be told before')),
    },
    { heading: 'Cannot be told any more', items: causes.untold.map(untoldItem) },
    { heading: 'Still open', items: causes.open.map(openItem) },
    {
      heading: 'Mended',
      items: causes.mended.map((cause) => ({
        status: 'pass',
        ids: [cause.id],
        text: cause.title,
        remark: `cleared by ${cause.checks.join(', ')}`,
      })),
    },
    { heading: 'Checks that changed', items: checkItems(checks) },
  ];
  return parts.filter(({ items }) => items.length > 0);
}

function newItem({ id, title, owner, checks }: ComparedCause, age: string): Item {
  return {
    status: 'fail',
    ids: [id],
    text: title,
    remark: `${age}; ${PARTY_ACTS[owner]}; seen in ${checks.join(', ')}`,
  };
}

function openItem({ id, title, owner, confidence: { before, after } }: OpenCause): Item {
  const sureness = before === after ? after : `${before} before, ${after} now`;
  return { status: 'warn', ids: [id], text: title, remark: `${sureness}; ${PARTY_ACTS[owner]}` };
}

function untoldItem({ id, title, now }: UntoldCause): Item {
  const standing = now.map(({ check, status, accepted }) =>
    accepted
      ? `${check}: accepted by a suppression`
      : `${check}: ${status === null ? 'not run' : wordOf(status)}`,
  );
  return {
    status: 'unknown',
    ids: [id],
    text: title,
    remark: `not known to be mended (${standing.join(', ')})`,
  };
}

/** What changed in the same way for the same reason, such as all that one check blocks, is told once. */
function checkItems(checks: readonly ComparedCheck[]): Item[] {
  const inOrder = [...checks].sort(
    (one, other) => WEIGHTS.indexOf(one.change) - WEIGHTS.indexOf(other.change),
  );
  const alike = Map.groupBy(inOrder, ({ change, after, summary }) =>
    JSON.stringify([change === 'accepted', after, summary]),
  );
  return [...alike.values()].map(checkItem);
}

function checkItem(checks: readonly ComparedCheck[]): Item {
  const [{ change, after, summary }] = checks as [ComparedCheck];
  const before = [...new Set(checks.map((check) => wordOf(check.before)))].join(' or ');
  const accepted = change === 'accepted' ? ', accepted by a suppression' : '';
  return {
    status: after,
    ids: checks.map(({ id }) => id),
    text: summary,
    remark: `${before} before, ${wordOf(after)} now${accepted}`,
  };
}

function wordOf(status: Status): string {
  return status === 'pass' ? 'pass' : STATUS_WORDS[status];
}

const WEIGHTS: readonly CheckChange[] = ['broke', 'untold', 'other', 'accepted', 'told', 'eased', 'mended'];

/** What it all comes to, in a word and a line. */
export function conclusionOf({ worse, causes, checks, unchanged }: Comparison): {
  word: string;
  line: string;
} {
  const counts = [
    ...(causes.broke.length > 0 ? [`${causes.broke.length} broke`] : []),
    ...(causes.revealed.length > 0 ? [`${causes.revealed.length} came to light`] : []),
    ...(causes.untold.length > 0 ? [`${causes.untold.length} cannot be told any more`] : []),
    ...(causes.open.length > 0 ? [`${causes.open.length} still open`] : []),
    ...(causes.mended.length > 0 ? [`${causes.mended.length} mended`] : []),
  ];
  const found = counts.length > 0 ? `causes: ${counts.join(', ')}` : 'no causes in either run';
  const told = checks.length > 0 ? `${counted(checks.length, 'check')} changed` : 'no check changed';
  const isBetter =
    causes.mended.length > 0 || checks.some(({ change }) => change === 'mended' || change === 'eased');
  // What somebody has accepted is known to be there.
  const isUntold = causes.untold.some(({ now }) => !now.some(({ accepted }) => accepted));
  const calm = isUntold ? 'CANNOT TELL' : 'NO WORSE';
  return {
    word: worse ? 'WORSE' : isBetter ? 'BETTER' : calm,
    line: `${found}; ${told}, ${unchanged} as before`,
  };
}
