/** The OpenCX troubleshooting page against the catalogue: no statement of the page without something that stands for it. */

import { describe, expect, test } from 'vitest';
import { EVIDENCE_KEYS, FACTS } from '../../checks/facts.ts';
import { CHECK_IDS, CHECKS, SYMPTOMS } from '../../checks/index.ts';
import { TROUBLESHOOTING_PAGE } from '../../src/core/docs.ts';
import { addressOf, type PageSection, readPage } from '../../src/doctor/page.ts';

const COVERAGE = await readPage();

/** Asked first whatever the symptom is, so no section of a symptom has to name it. */
const GROUND = SYMPTOMS.map(({ checks }) => checks).reduce((common, checks) =>
  common.filter((id) => checks.includes(id)),
);

const ANCHORS = [
  null,
  'oauth-connect-or-reconnect-fails',
  'connection-test-fails',
  'handoff-runs-but-no-ticket-appears',
  'rep-replies-dont-reach-the-customer',
  'ai-stopped-replying-mid-thread',
  'webhook-shows-delivered-in-hubspot-but-nothing-happens',
  'email-reaches-hubspot-threads-appear-but-no-opencx-session-is-created',
  'crm-context-panel-is-empty',
  'replies-not-syncing-full-checklist',
  'limits-timing',
  null,
];

test('every section of the page is there, in its order', () => {
  expect(COVERAGE.map(({ anchor }) => anchor)).toEqual(ANCHORS);
});

describe.each(COVERAGE.map((section) => [section.title, section] as const))('%s', (_, section) => {
  test('has each statement of the page, in order, and no other', () => {
    const wanted = Object.entries(section.holds).flatMap(([part, count]) =>
      Array.from({ length: count }, (_each, index) => `${part} ${index + 1}`),
    );
    expect([...new Set(section.steps.map(({ place }) => place))]).toEqual(wanted);
  });

  test.each(section.steps.map((step) => [`${step.place}: ${step.says}`, step] as const))('%s', (_, step) => {
    const { checks = [], questions = [], cannot } = step;
    expect(checks.length + questions.length + (cannot === undefined ? 0 : 1)).toBeGreaterThan(0);
    expect(CHECK_IDS).toEqual(expect.arrayContaining([...checks]));
    expect(EVIDENCE_KEYS.filter((key) => FACTS[key].ask ?? FACTS[key].absent)).toEqual(
      expect.arrayContaining([...questions]),
    );
    for (const sentence of [step.says, cannot ?? 'Nothing.']) expect(sentence).toMatch(/^\S.*\S\.$/);
  });

  test('lists every check that points to it', () => {
    const pointing = CHECKS.filter(({ docs }) => section.anchor && docs === addressOf(section)).map(
      ({ id }) => id,
    );
    expect([...checksOf(section), ...section.further]).toEqual(expect.arrayContaining(pointing));
  });
});

test.each(SYMPTOMS.map((symptom) => [symptom.id, symptom] as const))(
  '%s has a section that names each check of its checklist',
  (_, { id, docs, checks }) => {
    const section = COVERAGE.find(({ symptom }) => symptom === id);
    if (section === undefined) throw new Error(`No section of the page stands for ${id}.`);
    expect(addressOf(section)).toBe(docs);
    expect([...checksOf(section), ...section.further]).toEqual(
      expect.arrayContaining(checks.filter((check) => !GROUND.includes(check))),
    );
  },
);

test('no check is without a place on the page, unless its rule comes from elsewhere', () => {
  const named = COVERAGE.flatMap((section) => [...checksOf(section), ...section.further]);
  const fromThePage = CHECKS.filter(({ docs }) => docs.startsWith(TROUBLESHOOTING_PAGE)).map(({ id }) => id);
  expect(named).toEqual(expect.arrayContaining(fromThePage));
});

test('what points to the page points to a section of it', () => {
  const sections = COVERAGE.filter(({ anchor }) => anchor !== null).map(addressOf);
  const docs = CHECKS.map((check) => check.docs).filter((each) => each.startsWith(TROUBLESHOOTING_PAGE));
  expect(sections).toEqual(expect.arrayContaining(docs));
});

test('the statements of the page are as many as were counted on it', () => {
  const count = (part: string) => COVERAGE.reduce((sum, { holds }) => sum + (holds[part] ?? 0), 0);
  expect({
    symptom: count('symptom'),
    cause: count('cause'),
    steps: count('confirm') + count('fix') + count('step'),
    fact: count('fact'),
  }).toEqual({ symptom: 9, cause: 20, steps: 36, fact: 6 });
});

function checksOf({ steps }: PageSection) {
  return steps.flatMap(({ checks = [] }) => checks);
}

describe('what is read of a conversation, ticket or contact in HubSpot', () => {
  const RECORDS = ['conversation.thread', 'conversation.messages', 'conversation.contactMatches'] as const;
  const reading = CHECKS.filter(
    ({ needs, ofConversation }) => ofConversation === true || RECORDS.some((key) => needs.includes(key)),
  );

  test.each(reading.map(({ id }) => id))(
    '%s says nothing of another portal than the one that is meant',
    (id) => {
      const followed = new Set<string>();
      const follow = (each: string): void => {
        if (followed.has(each)) return;
        followed.add(each);
        for (const before of CHECKS.find((check) => check.id === each)?.after ?? []) follow(before);
      };
      follow(id);
      expect([...followed]).toContain('token/portal');
    },
  );
});
