/** Which questions a form asks, of whom, and what it tells beside them. */
import { expect, test } from 'vitest';
import type { Report, ReportQuestion } from '../../../src/core/report.ts';
import { flagsBeside, formOf, questionsIn } from '../../../src/doctor/form/form.ts';
import { check, report } from '../../reporters/build.ts';

const NOW = Date.parse('2026-11-29T23:30:00.000Z');

const question = (key: string, where: string, settles: string[] = [], url?: string): ReportQuestion => ({
  key,
  kind: 'yes-no',
  text: `What of ${key}?`,
  where,
  settles,
  ...(url !== undefined && { url }),
});

const APP = 'HubSpot: your app -> Webhooks';
const SETTINGS = 'OpenCX: Settings';

function asking(questions: ReportQuestion[], more: Partial<Report> = {}): Report {
  const measured = check('webhooks/throttle', 'manual', 'Nobody has said.', { measured: '10 events' });
  return { ...report({ status: 'open', checks: [measured], questions }), ...more };
}

test('what stands on one screen is asked together, with who can open it', () => {
  const form = formOf(
    asking([
      question('webhooks.throttle', APP, ['webhooks/throttle'], 'https://app.hubspot.com/x'),
      question('opencx.defaultUserId', SETTINGS),
      question('webhooks.committed', APP, [], 'https://app.hubspot.com/x'),
      question('connection.mode', 'Wherever it was set up', ['webhooks/throttle']),
    ]),
    { now: NOW },
  );
  expect(form).toEqual({
    portal: 7700001,
    written: '2026-11-29',
    screens: [
      {
        place: { where: APP, url: 'https://app.hubspot.com/x' },
        asked: 'hubspot-admin',
        questions: [
          {
            key: 'webhooks.throttle',
            text: 'What of webhooks.throttle?',
            form: expect.anything(),
            known: '10 events',
          },
          { key: 'webhooks.committed', text: 'What of webhooks.committed?', form: expect.anything() },
        ],
      },
      {
        place: { where: SETTINGS },
        asked: 'opencx-admin',
        questions: [
          { key: 'opencx.defaultUserId', text: 'What of opencx.defaultUserId?', form: expect.anything() },
        ],
      },
      // What no screen shows is asked of nobody in particular, and what decides the rest stands beside no figure.
      {
        place: { where: 'Wherever it was set up' },
        questions: [{ key: 'connection.mode', text: 'What of connection.mode?', form: expect.anything() }],
      },
    ],
  });
  expect(form.screens[2]).not.toHaveProperty('asked');
  expect(questionsIn(form)).toBe(4);
});

test('for one owner it asks about the screens of that one alone', () => {
  const both = asking([question('webhooks.throttle', APP), question('opencx.defaultUserId', SETTINGS)]);
  const keysFor = (owner: 'hubspot-admin' | 'opencx-admin' | 'rep') =>
    formOf(both, { now: NOW, owner }).screens.flatMap(({ questions }) => questions.map(({ key }) => key));
  expect(keysFor('hubspot-admin')).toEqual(['webhooks.throttle']);
  expect(keysFor('opencx-admin')).toEqual(['opencx.defaultUserId']);
  expect(keysFor('rep')).toEqual([]);
});

test('the portal is the one that HubSpot tells, else the one that is meant, else none', () => {
  const portalOf = (more: Partial<Report>, portal?: number) =>
    formOf(asking([], more), { now: NOW, ...(portal !== undefined && { portal }) });
  expect(portalOf({}, 1020304).portal).toBe(7700001);
  expect(portalOf({ portal: {} }, 1020304).portal).toBe(1020304);
  expect(portalOf({ portal: {} })).not.toHaveProperty('portal');
});

test('what a flag answers is no question of a form, and the flag is told', () => {
  const pointed = asking([
    question('conversation.thread', 'HubSpot: Inbox'),
    question('webhooks.throttle', APP),
  ]);
  expect(formOf(pointed, { now: NOW }).screens.map(({ place }) => place.where)).toEqual([APP]);
  expect(flagsBeside(pointed)).toEqual(['--thread ID']);
  expect(flagsBeside(asking([]))).toEqual([]);
});
