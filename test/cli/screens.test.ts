import { expect, test } from 'vitest';
import { knownBeside, onScreens } from '../../src/cli/prompts/screens.ts';
import type { OpenQuestion } from '../../src/doctor/open-questions.ts';
import { asked } from '../reporters/build.ts';

function question(key: OpenQuestion['key'], where: string, url?: string): OpenQuestion {
  return {
    key,
    text: `${key}?`,
    form: { kind: 'yes-no' },
    place: { where, ...(url !== undefined && { url }) },
    checks: ['webhooks/committed'],
  };
}

test('questions of one screen are counted together, and the screens among each other', () => {
  const told = onScreens([
    question('connection.mode', 'OpenCX'),
    question('webhooks.targetUrl', 'Webhooks', 'https://app.hubspot.com/webhooks'),
    question('webhooks.throttle', 'The tab named Webhooks', 'https://app.hubspot.com/webhooks'),
    question('opencx.crmConnected', 'OpenCX: CRMs'),
  ]);
  expect(told.map(({ number, screen }) => [number, screen.number, screen.of, screen.questions])).toEqual([
    [1, 1, 3, 1],
    [1, 2, 3, 2],
    [2, 2, 3, 2],
    [1, 3, 3, 1],
  ]);
});

test('what was measured beside a question is told with it', () => {
  const [id, open] = asked('webhooks/committed', 'Are they?');
  const one = question('webhooks.committed', 'Webhooks');
  expect(knownBeside(one, { [id]: open })).toEqual({});
  expect(knownBeside(one, { [id]: { ...open, measured: 'a change at 09:14' } })).toEqual({
    Known: 'a change at 09:14',
  });
});
