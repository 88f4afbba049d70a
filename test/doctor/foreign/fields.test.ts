/**
 * No field of an answer that is missing, of another form, huge or empty makes the doctor accuse anybody whom it does
 * not accuse with the answer as it was, and none breaks it.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listPortals } from '../../../src/sandbox/portal/portals.ts';
import { figure } from '../../support/figure.ts';
import { PROOF } from '../../support/proof.ts';
import { isDocumented } from './documented.ts';
import { endsOf, type Mutation, mutationsOf } from './mutations.ts';
import { accusedIn, DEADLINE_MS, PortalInProcess } from './portal-in-process.ts';

/** Between them they are asked for everything that the doctor asks for, and refuse it in each way. */
const FEW = [
  'healthy-email',
  'healthy-chat',
  'default-user-is-owner-id',
  'owners-scope-missing',
  'token-rejected',
  'healthy-project-app',
];
const FEW_MUTATIONS = 12;
const SEED = 20_261_128;

const portals = PROOF ? (await listPortals()).map(({ name }) => name) : FEW;

describe('one field of one answer changed', () => {
  test.each(portals)('accuses nobody in %s', async (name) => {
    const portal = await PortalInProcess.load(name);
    const answers = new Map<string, { route: string; body: string }>();
    const before = await portal.examine((asked, answer, route) => {
      answers.set(asked, { route, body: String(answer.body) });
      return answer;
    });
    const known = accusedIn(before);
    const wrong: string[] = [];
    const count = { tried: 0, 'falsely accused': 0, 'broken checks': 0, 'too slow': 0 };
    for (const { asked, route, mutation } of tried(answers)) {
      const report = await portal.examine((each, answer) =>
        each === asked ? { ...answer, body: mutation.body } : answer,
      );
      const what = `${route}: ${mutation.at} ${mutation.kind}`;
      const added = accusedIn(report).filter((id) => !known.includes(id));
      const accused = added.filter((id) => !isDocumented({ route, ...mutation }, id, name));
      const isSlow = report.durationMs >= DEADLINE_MS;
      count.tried += 1;
      count['falsely accused'] += accused.length > 0 ? 1 : 0;
      count['broken checks'] += report.summary.crash;
      count['too slow'] += isSlow ? 1 : 0;
      for (const id of accused) wrong.push(`${what} accuses of ${id}`);
      if (report.summary.crash > 0) wrong.push(`${what} breaks a check`);
      if (isSlow) wrong.push(`${what} takes ${report.durationMs} ms`);
    }
    figure('doctor: one field of one answer changed', count);
    expect(wrong).toEqual([]);
  });
});

interface Tried {
  asked: string;
  route: string;
  mutation: Mutation;
}

function tried(answers: ReadonlyMap<string, { route: string; body: string }>): Tried[] {
  const ofOneRoute = Object.values(Object.groupBy(answers, ([, { route }]) => route));
  const all = ofOneRoute
    .flatMap((asked = []) => endsOf(asked))
    .flatMap(([asked, { route, body }]) =>
      body.startsWith('{') ? [...mutationsOf(body)].map((mutation) => ({ asked, route, mutation })) : [],
    );
  if (PROOF || all.length === 0) return all;
  return fc.sample(fc.constantFrom(...all), { seed: SEED, numRuns: FEW_MUTATIONS });
}
