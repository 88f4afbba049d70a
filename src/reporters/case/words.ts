/** What the entries of a case come to in words, the same in every format. */
import type { Since } from '../../core/report.ts';
import type { StoryRun } from '../../doctor/cases/story.ts';
import { shownValue } from '../../doctor/same-answer.ts';

type Named = Since['open'][number];

/** `mended a, new b; recheck c: still open c`. */
export function runText({ command, opened, closed, open, untold }: StoryRun, isFirst: boolean): string {
  const parts = [
    ...said('mended', closed),
    ...said(isFirst ? 'found' : 'new', opened),
    ...said('still open', open),
    ...said('cannot be told any more', untold),
  ];
  const found = parts.length === 0 ? 'no cause found' : parts.join('; ');
  return command === 'doctor' ? found : `${command.replace(/^doctor /, '')}: ${found}`;
}

function said(word: string, causes: readonly Named[]): string[] {
  return causes.length === 0 ? [] : [`${word} ${causes.map(causeName).join(', ')}`];
}

/** `reply-internal in 9002`. */
export function causeName({ id, thread }: Named): string {
  return thread === undefined ? id : `${id} in ${thread}`;
}

/** `answered webhooks.throttle: 10 (jo)`; undefined where nothing was. */
export function answersText({ answers, by }: StoryRun): string | undefined {
  if (answers.length === 0) return undefined;
  const told = answers.map(({ key, value, by: who }) => `${key}: ${shownValue(value)}${whoSaid(who, by)}`);
  return `answered ${told.join(', ')}`;
}

/** Whoever ran it stands with the run itself. */
function whoSaid(who: string | undefined, ran: string | undefined): string {
  return who === undefined || who === ran ? '' : ` (${who})`;
}

/** `2026-11-24 10:02`, UTC. */
export function minute(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}
