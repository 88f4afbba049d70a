import type { LogRefusals } from '../../src/core/log-refusals.ts';
import { type Judgement, unknown } from '../shared/judgement.ts';
import { inWords } from '../shared/wording.ts';

/** What is concluded of a log in which there is nothing to look at: that no call was refused proves nothing then. */
export function emptyLog({ calls, foreign = [] }: LogRefusals): Judgement | undefined {
  if (calls > 0) return undefined;
  return foreign.length > 0
    ? unknown(foreign.join(' '))
    : unknown('No call of the API-call log is left to look at, so it proves nothing.');
}

/** Of so many rows one may be damaged, or lack its status or its path, and the log is still read as a whole. */
const ONE_IN = 10;

/**
 * What is concluded of a log that cannot be read as a whole: nothing, neither that all is well nor that a status without
 * a path was HubSpot's answer.
 */
export function unreadLog({ unread, broken }: LogRefusals): Judgement | undefined {
  if (broken !== undefined && broken.count * ONE_IN > broken.of) {
    return unknown(
      `${broken.count} of ${broken.of} rows of the API-call log are damaged and were not read, so it proves nothing. Take the log once more, from where it was written.`,
    );
  }
  if (unread === undefined || unread.count * ONE_IN <= unread.of) return undefined;
  const offer =
    unread.column === undefined
      ? 'Say which columns hold them: --map "COLUMN=status" or "COLUMN=path".'
      : `The column "${unread.column}" looks like the status: run it again with --map "${unread.column}=status".`;
  return unknown(
    `${unread.count} of ${unread.of} ${unread.of === 1 ? 'call' : 'calls'} in the API-call log lack a status or a path, so it proves nothing. ${offer}`,
  );
}

/**
 * What is concluded of a log of which a part was not read: what is in none of its calls may come behind them, or stand in
 * a row that is damaged. Long rows are damaged first, and those that tell of a refusal are the longest.
 */
export function partlyRead({ cut = [], broken, calls }: LogRefusals): Judgement | undefined {
  const none = (rest: string) =>
    `${calls === 1 ? `The call ${rest} was not` : `None of the ${calls} calls ${rest} was`} refused in this way.`;
  if (cut.length > 0) {
    const ends = cut.map(({ name, line }) =>
      line === undefined
        ? `${name} ends in the middle of a row`
        : `${name} cannot be read from line ${line} on`,
    );
    return unknown(
      `The API-call log ${inWords(ends)}, so what came after is not known. ${none('before that')} Bring the whole file; if it is still being written, read it again.`,
    );
  }
  if (broken === undefined) return undefined;
  const [is, what] = broken.count === 1 ? ['is', 'it tells'] : ['are', 'they tell'];
  return unknown(
    `${broken.count} of ${broken.of} rows of the API-call log ${is} damaged, so what ${what} is not known. ${none(calls === 1 ? 'that was read' : 'that were read')} Take the log once more, from where it was written.`,
  );
}

/** What is concluded of a log in which something else answered for HubSpot: what it would have said is not known. */
export function betweenLog({ between = 0 }: LogRefusals): Judgement | undefined {
  if (between === 0) return undefined;
  const calls = between === 1 ? '1 call was' : `${between} calls were`;
  return unknown(
    `${calls} refused by something on the way to HubSpot, such as a gateway or a proxy, with a page or a document of its own, so what HubSpot would have answered is not known. None of its own answers is of this kind. Look at what stands between OpenCX and HubSpot.`,
  );
}

/**
 * What is concluded of a log that tells of calls in lines of text alone: what is in no line may have happened, since
 * programs write such lines of what went wrong.
 */
export function toldLog({ told = 0, calls }: LogRefusals): Judgement | undefined {
  if (told === 0 || told < calls) return undefined;
  return unknown(
    `The log tells of HubSpot's answers in lines of text alone, ${told} of them. None is of this kind, which does not prove that there were none.`,
  );
}

/**
 * What is concluded of a log in which nothing went well: that no call was refused in one way proves nothing where all of
 * them were answered with something else. A 5xx never asked for the token.
 *
 * @param wentWell of a log that was analysed before these were counted: undefined, and nothing is concluded from it
 */
export function barrenLog({ calls }: LogRefusals, wentWell: number | undefined): Judgement | undefined {
  if (wentWell !== 0) return undefined;
  return unknown(
    `${calls === 1 ? 'The only call in the log did not go well' : `None of the ${calls} calls in the log went well`}, so that none was refused in this way proves nothing.`,
  );
}

/** `1 call looked at`: what a clean result rests on. */
export function lookedAt(refusals: LogRefusals): string {
  const { calls, foreign = [] } = refusals;
  return [`${calls} ${calls === 1 ? 'call' : 'calls'} looked at`, ...foreign, ...onDates(refusals)].join(
    '; ',
  );
}

/** What is to be said where times were not used; none where they were. */
export function onDates({ undecidedDates }: LogRefusals): string[] {
  return undecidedDates
    ? ['its dates can be read in two ways, so its times were not used: say --dates dmy or --dates mdy']
    : [];
}

/** `once`, `4 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
