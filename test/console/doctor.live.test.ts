// The doctor beside the emulated portal, asked as its page asks: it sees what was broken there, and what was mended.
import { expect, it } from 'vitest';
import type { Diagnosis } from '../../src/console/words.ts';
import { some } from '../support/proof.ts';
import { consoleOnPortal } from './consoles.ts';

async function opened(sandbox?: string) {
  const { ask } = await consoleOnPortal(sandbox);
  const post = async (path: string, body: object = {}) => {
    const response = await ask(path, { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, answer: await response.json() };
  };
  const diagnose = async (body: object = {}) => (await post('api/doctor', body)).answer as Diagnosis;
  return { post, diagnose };
}

const causesOf = ({ causes }: Diagnosis) => causes.map(({ id }) => id);

it('finds what was broken, who mends it and how, and nothing before and after', async () => {
  const { post, diagnose } = await opened();
  expect(await diagnose()).toMatchObject({ status: 'healthy', causes: [], questions: [] });
  for (const name of some(['throttle-too-low', 'subscription-paused', 'webhook-url-stale'])) {
    await post(`api/portal/break/${name}`);
    const broken = await diagnose();
    expect(broken).toMatchObject({ status: 'problems', causes: [{ id: name, owner: /can fix it|setting/ }] });
    const [cause] = broken.causes;
    expect(cause?.fixes[0]?.steps.length).toBeGreaterThan(0);
    expect(cause?.fixes.flatMap(({ steps }) => steps).join('\n')).toContain(`--sandbox healthy-chat+${name}`);
    await post(`api/portal/mend/${name}`);
    const mended = await diagnose();
    expect(causesOf(mended)).toEqual([]);
    expect(mended.checklist.map(({ status }) => status)).toContain('pass');
  }
});

it('accuses nobody where the service itself is broken', async () => {
  const { post, diagnose } = await opened();
  await post('api/portal/break/server-errors');
  const { status, causes, checklist } = await diagnose();
  expect({ status, causes }).toEqual({ status: 'incomplete', causes: [] });
  expect(checklist.map((check) => check.status)).toContain('unknown');
});

it('asks for what no API tells, and looks again with what it was told', async () => {
  const { diagnose } = await opened();
  const open = await diagnose({ asksMe: true });
  expect(open).toMatchObject({ status: 'open', causes: [] });
  const keys = open.questions.map(({ key }) => key);
  expect(keys).toContain('webhooks.throttle');
  const told = await diagnose({ asksMe: true, answers: { 'webhooks.throttle': '10' } });
  expect(told).toMatchObject({
    status: 'problems',
    causes: [{ id: 'throttle-too-low', confidence: 'likely' }],
  });
  expect(told.questions.map(({ key }) => key)).toEqual(keys.filter((key) => key !== 'webhooks.throttle'));
});

it.each([
  [{ 'webhooks.throttle': 'lots' }, 'must be a number'],
  [{ 'webhooks.throttl': '10' }, 'the nearest one is "webhooks.throttle"'],
  [{ 'webhooks.throttle': 10 }, 'An answer is a text.'],
])('says in a sentence what is no answer: %o', async (answers, said) => {
  const { post } = await opened();
  const { status, answer } = await post('api/doctor', { answers });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect((answer as { error: string }).error).toContain(said);
});
