import { describe, expect, it, test } from 'vitest';
import { CAUSE_IDS } from '../../checks/causes.ts';
import { CHECK_IDS, CHECKS, SYMPTOMS } from '../../checks/index.ts';
import { SYMPTOM_IDS } from '../../checks/symptoms.ts';
import { SKIP_REASONS } from '../../src/core/decision.ts';
import {
  type CausePage,
  type CheckPage,
  PAGE_KINDS,
  type Page,
  type SymptomPage,
} from '../../src/core/page.ts';
import { EVERY_RULE } from '../../src/engine/decide/order.ts';
import { pageIds, pageNames, pagesNamed } from '../../src/run/describe.ts';

const EVERY = PAGE_KINDS.flatMap((kind) => pageIds(kind).map((id) => ({ kind, id })));

function onePage<P extends Page>(word: string): P {
  const [page] = pagesNamed(word);
  if (page === undefined) throw new Error(`No page is named ${word}.`);
  return page as P;
}

test('every check, cause, symptom, rule and skip reason has a page', () => {
  expect(Object.fromEntries(PAGE_KINDS.map((kind) => [kind, pageIds(kind)]))).toEqual({
    check: CHECK_IDS,
    cause: CAUSE_IDS,
    symptom: SYMPTOM_IDS,
    rule: EVERY_RULE.map(({ id }) => id),
    skip: SKIP_REASONS,
  });
});

test.each(EVERY)('$kind/$id is the page of $id and of nothing else', ({ kind, id }) => {
  const pages = pagesNamed(`${kind}/${id}`);
  expect(pages.map((page) => [page.kind, page.id])).toEqual([[kind, id]]);
  expect(pagesNamed(id)).toContainEqual(pages[0]);
});

test('of several pages with one name, the first is what a report speaks of', () => {
  expect(pagesNamed('owner-not-ai-user').map(({ kind }) => kind)).toEqual(['cause', 'skip']);
  expect(pagesNamed('internal-comment').map(({ kind }) => kind)).toEqual(['rule', 'skip']);
  expect(pagesNamed('constructor')).toEqual([]);
  expect(pagesNamed('cause/scopes/required')).toEqual([]);
});

test('no name stands twice in the list of names', () => {
  const names = pageNames();
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('token-rejected');
});

describe('the page of a cause', () => {
  it.each(CAUSE_IDS)('%s says how it is told, what to do, and whom it is for, in every mode', (id) => {
    const { witnesses, fixes, symptoms, means, unlike } = onePage<CausePage>(id);
    expect(witnesses.map((check) => check.id)).toEqual(
      CHECKS.filter(({ causes }) => causes.includes(id)).map((check) => check.id),
    );
    const modes = fixes.flatMap((group) => group.modes);
    expect(new Set(modes).size).toBe(modes.length);
    expect(modes.length).toBeGreaterThan(0);
    for (const { ways } of fixes) {
      expect(ways.length).toBeGreaterThan(0);
      for (const { owner, steps } of ways) {
        expect(owner).not.toBe('');
        expect(steps.join('')).not.toMatch(/undefined|NaN|\[object| {2}/);
      }
    }
    const listed = SYMPTOMS.some(({ checks }) => witnesses.some((check) => checks.includes(check.id)));
    expect(symptoms.length > 0).toBe(listed);
    expect(means).toMatch(/^[A-Z].{60,}[.)]$/);
    expect(unlike.map((other) => other.id)).not.toContain(id);
    for (const { differs } of unlike) expect(differs).toMatch(/^[A-Z].{15,}[.]$/);
    expect(unlike.length).toBeGreaterThan(0);
  });

  it('tells the fixes of the same screens once, and those of others apart', () => {
    const { fixes } = onePage<CausePage>('reply-internal');
    expect(fixes.map(({ modes }) => modes)).toEqual([['legacy-app', 'project-app', 'service-key', 'oauth']]);
    const committed = onePage<CausePage>('changes-uncommitted').fixes.map(({ modes }) => modes[0]);
    expect(committed.slice(0, 2)).toEqual(['legacy-app', 'project-app']);
  });

  it('names what leads to it as its leader does', () => {
    const { follows } = onePage<CausePage>('events-not-arriving');
    for (const { id } of follows) {
      expect(onePage<CausePage>(id).leads.map((led) => led.id)).toContain('events-not-arriving');
    }
    expect(follows.length).toBeGreaterThan(0);
  });
});

it('does not lead whoever connects with OAuth to a token, nor a token to OAuth', () => {
  const { symptoms } = onePage<CausePage>('token-rejected');
  expect(symptoms.map(({ id }) => id)).toContain('connection-test-fails');
  expect(symptoms.map(({ id }) => id)).not.toContain('oauth-connect-fails');
});

describe('the page of a symptom', () => {
  it.each(SYMPTOM_IDS)('%s names what can be behind it, and another symptom that it is not', (id) => {
    const { means, unlike, checks } = onePage<SymptomPage>(id);
    expect(means).toMatch(/^[A-Z].{60,}[.]$/);
    expect(unlike.map((other) => other.id)).not.toContain(id);
    expect(unlike.length).toBeGreaterThan(0);
    // What every checklist begins with says least about this symptom, but where it is about the ground itself.
    expect(checks.filter(({ ground }) => !ground).flatMap(({ causes }) => causes).length).toBeGreaterThan(0);
    for (const { id: check, ground } of checks) {
      if (ground) expect(CHECKS.find((each) => each.id === check)?.symptoms).toBe('every');
    }
  });
});

describe('the page of a check', () => {
  it.each(CHECK_IDS)('%s names each fact that it is handed, and the causes that others tell too', (id) => {
    const { facts, alike, causes } = onePage<CheckPage>(id);
    const check = CHECKS.find((each) => each.id === id);
    expect(facts.map(({ key }) => key)).toEqual([...(check?.needs ?? []), ...(check?.uses ?? [])]);
    for (const other of alike) {
      const shared = onePage<CheckPage>(other.id).causes.map((cause) => cause.id);
      expect(shared).toEqual(expect.arrayContaining([...other.causes]));
      expect(causes.map((cause) => cause.id)).toEqual(expect.arrayContaining([...other.causes]));
    }
  });
});
