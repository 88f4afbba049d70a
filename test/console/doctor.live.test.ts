// The doctor beside the emulated portal, asked as its page asks: it sees what was broken there, and what was mended.
import { expect, it } from 'vitest';
import type { Diagnosis } from '../../src/console/doctor-words.ts';
import { TOKEN } from '../cli/hosts.ts';
import { some } from '../support/proof.ts';
import { consoleOnPortal } from './consoles.ts';
import { atWork } from './doctor-at-work.ts';

const opened = async (sandbox?: string) => atWork(await consoleOnPortal(sandbox));

const causesOf = ({ causes }: Diagnosis) => causes.map(({ id }) => id);

it('finds what was broken, who mends it and how, and nothing before and after', async () => {
  const { post, diagnose } = await opened();
  expect(await diagnose()).toMatchObject({ status: 'healthy', causes: [], screens: [] });
  for (const name of some(['throttle-too-low', 'subscription-paused', 'webhook-url-stale'])) {
    await post(`api/portal/break/${name}`);
    const broken = await diagnose();
    expect(broken).toMatchObject({ status: 'problems', causes: [{ id: name, owner: /can fix it|setting/ }] });
    const [cause] = broken.causes;
    expect(cause?.fixes[0]?.steps.length).toBeGreaterThan(0);
    expect(cause?.fixes[0]?.verify).toContain(`--sandbox healthy-chat+${name}`);
    expect(broken.parts[cause?.owner ?? '']).toMatch(/^For the \w+ admin[\s\S]*What to do:/);
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
  const keysOf = ({ screens }: Diagnosis) =>
    screens.flatMap(({ questions }) => questions.map(({ key }) => key));
  const keys = keysOf(open);
  expect(keys).toContain('webhooks.throttle');
  const told = await diagnose({ asksMe: true, answers: { 'webhooks.throttle': '10' } });
  expect(told).toMatchObject({
    status: 'problems',
    causes: [{ id: 'throttle-too-low', confidence: 'likely' }],
  });
  expect(keysOf(told)).toEqual(keys.filter((key) => key !== 'webhooks.throttle'));
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

it('fills the checklist in its own order as verdicts come, station by station', async () => {
  const { post, watch } = await opened('healthy-chat+throttle-too-low');
  const watched = watch(({ isBusy, diagnosis }) => !isBusy && diagnosis?.status !== undefined);
  await post('api/doctor', { symptom: 'replies-not-syncing' });
  const pages = (await watched).flatMap(({ diagnosis }) => diagnosis ?? []);
  const last = pages.at(-1);
  const ids = last?.checklist.map(({ id }) => id);
  const told = pages.map(({ checklist }) => checklist.filter(({ status }) => status !== undefined).length);
  for (const { checklist } of pages) expect(checklist.map(({ id }) => id)).toEqual(ids);
  expect([...told].sort((one, other) => one - other)).toEqual(told);
  // A page says how it stands by then: on a quick machine all verdicts are seen together.
  for (const [index, { way }] of pages.entries())
    if (way.some(({ tone }) => tone === 'awaited')) expect(told[index]).toBeLessThan(told.at(-1) ?? 0);
  expect(last?.way).toContainEqual({
    title: 'Webhook',
    tone: 'bad',
    words: 'broken',
    detail: expect.stringMatching(/fail/),
  });
  // Until everything is weighed nobody is accused.
  for (const { causes, status } of pages) expect(causes.length === 0 || status !== undefined).toBe(true);
});

it('looks for one at a time, for all who watch, and stops for whoever says so', async () => {
  const { post, watch, diagnose } = await opened();
  await diagnose();
  await post('api/portal/break/slow');
  const first = watch(({ trouble }) => trouble !== undefined);
  const other = watch(({ trouble }) => trouble !== undefined);
  await post('api/doctor');
  expect(await post('api/doctor')).toMatchObject({ status: 409, answer: { error: expect.any(String) } });
  await post('api/doctor/stop');
  for (const pages of [await first, await other])
    expect(pages.at(-1)).toMatchObject({
      isBusy: false,
      trouble: { error: 'It was stopped.' },
      // What was found before stands.
      diagnosis: { status: 'healthy' },
    });
});

it.each([
  [{ symptom: 'replies-not-synced' }, 'replies-not-syncing'],
  [{ symptom: 7 }, 'A symptom is a text.'],
  [{ thread: 'somewhere' }, 'the id of a conversation'],
  [{ thread: TOKEN }, 'A conversation looks like a secret'],
  [{ answers: { 'webhooks.ticketProperties': TOKEN } }, 'An answer looks like a secret'],
])('says in a sentence what it cannot look at: %o', async (asked, said) => {
  const { post } = await opened();
  const { status, answer } = await post('api/doctor', asked);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(JSON.stringify(answer)).toContain(said);
  expect(JSON.stringify(answer)).not.toContain(TOKEN);
});
