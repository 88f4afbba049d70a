import type { Party } from '../core/parties.ts';
import type { ObstacleId } from '../core/report.ts';
import type { Status } from '../core/verdict.ts';

/** The word beside a check's symbol. A pass has none, so that what is not a pass stands out. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  pass: '',
  warn: 'warn',
  fail: 'fail',
  unknown: 'unknown',
  blocked: 'blocked',
  manual: 'open',
  na: 'n/a',
  crash: 'crash',
};

/**
 * Who acts on a cause. `wait` also stands for causes that no setting brings about, such as a conversation that
 * was not found, so it does not tell anybody to wait: the fix does, where waiting helps.
 */
export const PARTY_NAMES: Readonly<Record<Party, string>> = {
  'hubspot-admin': 'HubSpot admin',
  'opencx-admin': 'OpenCX admin',
  'opencx-support': 'OpenCX support',
  rep: 'the rep',
  you: 'you',
  wait: 'no setting to change',
};

/** Who acts, as part of a sentence. */
export const PARTY_ACTS: Readonly<Record<Party, string>> = {
  'hubspot-admin': 'a HubSpot admin can fix it',
  'opencx-admin': 'an OpenCX admin can fix it',
  'opencx-support': 'OpenCX support can fix it',
  rep: 'the rep can fix it',
  you: 'you can fix it',
  wait: 'no setting to change',
};

/** What kept a run from learning much, where there is room for a few words. */
export const OBSTACLE_WORDS: Readonly<Record<ObstacleId, string>> = {
  'no-token': 'no token was given',
  'no-network': 'HubSpot could not be reached',
  proxy: 'the proxy does not lead to HubSpot',
  'wrong-base-url': 'the base address does not lead to HubSpot',
  'not-hubspot': 'something else answers for HubSpot',
};

/** `1 cause`, `2 causes`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A time span in the unit that suits it: `850 ms`, `1.2 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** What a run or a piece of evidence cost: `11 calls, 1.2 s`. */
export function cost(calls: number, milliseconds: number): string {
  const requests = calls === 0 ? 'no calls' : counted(calls, 'call');
  return `${requests}, ${duration(milliseconds)}`;
}
