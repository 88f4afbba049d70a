/** `prove` on a portal that is served elsewhere, with a program that plays the person by the lines that it reads. */
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { listening, runHere } from '../../support/cli.ts';
import { PROOF } from '../../support/proof.ts';
import { KEY, type Line, linesOf, proveHere, served, startProving, withEngine } from './played-by-lines.ts';

const TICKET = '57774743';
const STAGE = ['--change', 'hs_pipeline_stage', '--ticket', TICKET, '--portal', '1020304', '--yes'];

const hopsOf = (lines: Line[]) =>
  lines.filter(({ type }) => type === 'hop').map(({ hop, seen }) => [hop, seen]);
const verdictOf = (lines: Line[], id: string) => lines.find(({ check }) => check === id);

test('two tests at once each follow their own message, and change nothing in the portal', async () => {
  const setting = await served();
  const act = await withEngine(setting);
  const before = setting.sandbox.thread('8243595013');
  // The portal's clock goes otherwise than this machine's, and the test goes by the portal's.
  expect(Math.abs(Date.parse(setting.sandbox.portal.state.clock) - Date.now())).toBeGreaterThan(300_000);
  const proved = await Promise.all([proveHere(setting, act), proveHere(setting, act)]);
  for (const { code, lines } of proved) {
    expect(hopsOf(lines)).toEqual(
      ['message', 'session', 'answer', 'reply', 'property'].map((hop) => [hop, true]),
    );
    expect(code).toBe(0);
  }
  expect(proved[0]?.lines[0]).toMatchObject({
    do: 'write-message',
    to: { mailboxes: [{ address: 'support@example.test', name: 'Support mailbox' }], chat: true },
    text: expect.stringMatching(/^Write to support@example\.test, or on your chat widget, from/),
  });
  const threads = proved.map(({ lines }) => lines.find(({ hop }) => hop === 'message')?.['threadId']);
  expect(new Set(threads).size).toBe(2);
  expect(setting.sandbox.thread('8243595013')).toEqual(before);
}, 30_000);

describe('--change', () => {
  test('sets a property of the ticket that is named, sees it arrive, and puts back what it held', async () => {
    const setting = await served();
    const written = () => setting.sandbox.requests.filter(({ method }) => method === 'PATCH');
    const { lines, code } = await proveHere(setting, await withEngine(setting), STAGE);
    expect(lines.filter(({ type }) => type === 'ask').map((line) => line['do'])).toEqual([
      'write-message',
      'reply-in-public',
    ]);
    const change = { ticketId: TICKET, property: 'hs_pipeline_stage', was: '3' };
    expect(lines.find(({ type }) => type === 'change')).toMatchObject({ ...change, value: '1' });
    expect(lines.find(({ type }) => type === 'put-back')).toMatchObject({ ...change, is: 'put-back' });
    expect(hopsOf(lines).at(-1)).toEqual(['property', true]);
    expect(written().filter(({ path }) => path.endsWith(TICKET))).toHaveLength(2);
    expect(code).toBe(0);
  });

  test.each(PROOF ? (['SIGINT', 'SIGTERM', 'SIGHUP'] as const) : (['SIGTERM'] as const))(
    '%s in the middle of it puts the value back',
    async (signal) => {
      // Its subscription selects no property, so the value never comes to the session.
      const setting = await served('ticket-properties-unselected');
      const child = startProving(setting, await withEngine(setting), STAGE);
      const printed = listening(child);
      while (!printed.out.includes('"change"') && child.exitCode === null)
        await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill(signal);
      child.kill('SIGINT');
      const [code] = (await once(child, 'close')) as [number | null];
      const lines = linesOf(printed.out);
      expect(lines.find(({ type }) => type === 'put-back')).toMatchObject({ was: '3' });
      const ticket = await fetch(`${setting.sandbox.url}/crm/v3/objects/tickets/${TICKET}`, {
        headers: { authorization: `Bearer ${setting.env['HUBSPOT_ACCESS_TOKEN']}` },
      });
      expect(await ticket.json()).toMatchObject({ properties: { hs_pipeline_stage: '3' } });
      // Asked twice, the report is not waited for; the value is.
      expect(['put-back', 'report']).toContain(lines.at(-1)?.type);
      expect(code).not.toBeNull();
    },
  );

  test('is refused before anybody is asked to write, in one sentence with the next step', async () => {
    const setting = await served();
    const refused = async (...flags: string[]) => {
      const { code, lines, err } = await proveHere(setting, async () => {}, flags);
      expect([code, lines]).toEqual([2, []]);
      return err;
    };
    expect(await refused('--change', 'subject', '--ticket', TICKET, '--yes')).toContain('--portal ID');
    expect(await refused('--change', 'subject', '--ticket', TICKET, '--portal', '1020304')).toContain(
      '--yes',
    );
    expect(await refused(...STAGE.map((word) => (word === '1020304' ? '7' : word)))).toContain(
      'belongs to portal 1020304',
    );
    setting.env['HUBSPOT_CHANGE_TOKEN'] = KEY;
    expect(await refused(...STAGE)).toContain('HUBSPOT_CHANGE_TOKEN holds is no HubSpot token');
    expect(setting.sandbox.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
  });
});

test("without a key of OpenCX HubSpot's side is followed, and of the rest it is said why not", async () => {
  const setting = await served('healthy-email', { OPENCX_API_KEY: '' });
  const { code, lines } = await proveHere(setting, await withEngine(setting));
  expect(lines.filter(({ type }) => type === 'ask').map((line) => line['do'])).toEqual(['write-message']);
  expect(hopsOf(lines)).toEqual([
    ['message', true],
    ['session', undefined],
    ['reply', undefined],
    ['property', undefined],
    ['answer', true],
  ]);
  // The AI's answer in HubSpot shows that the message reached OpenCX.
  expect(verdictOf(lines, 'webhooks/registered')).toMatchObject({ status: 'pass', source: 'tested' });
  expect(verdictOf(lines, 'proof/session-made')).toMatchObject({
    status: 'na',
    summary: 'Not looked at: OpenCX shows its sessions only with an API key (OPENCX_API_KEY).',
  });
  expect(lines.filter(({ type }) => type === 'cause')).toEqual([]);
  expect(code).toBe(0);
});

test('a personal access key without the rights takes nothing away, and is told', async () => {
  const setting = await served('healthy-key-without-rights');
  setting.env['HUBSPOT_PERSONAL_ACCESS_KEY'] = setting.sandbox.given.personalAccessKey ?? '';
  const { code, lines } = await proveHere(setting, await withEngine(setting), ['--mode', 'project-app']);
  expect(hopsOf(lines).map(([, seen]) => seen)).toEqual([true, true, true, true, true]);
  expect(verdictOf(lines, 'deliveries/arriving')).toMatchObject({
    status: 'na',
    summary: expect.stringMatching(/does not show .* to this personal access key \(403/),
  });
  expect(lines.filter(({ type }) => type === 'cause')).toEqual([]);
  expect(code).toBe(0);
});

describe('without an answer from the other side', () => {
  test('a message that never comes is one clear sentence, and nobody is accused', async () => {
    const { code, lines } = await proveHere(await served(), async () => {}, ['--patience', '0.1']);
    expect(code).toBe(3);
    expect(verdictOf(lines, 'proof/seen-in-hubspot')).toMatchObject({
      status: 'unknown',
      summary: expect.stringMatching(/^No message with PROOF \w{4} came/),
    });
    expect(lines.filter(({ type }) => type === 'cause')).toEqual([]);
  });

  test('a key that OpenCX refuses is told as that, and the hops behind it are blocked by it', async () => {
    const setting = await served('healthy-email', { OPENCX_API_KEY: 'ocx_live_00000000000000000009' });
    const { code, lines } = await proveHere(setting, await withEngine(setting), ['--patience', '1']);
    expect(code).toBe(1);
    expect(lines.find(({ type }) => type === 'cause')).toMatchObject({ id: 'opencx-key-rejected' });
    expect(verdictOf(lines, 'proof/session-made')).toMatchObject({
      status: 'blocked',
      blockedBy: 'opencx/key',
    });
  });

  test('a token that HubSpot refuses asks nobody to write', async () => {
    const { sandbox, env } = await served();
    sandbox.setFaults(['everything-401']);
    const { out, code } = await runHere(['prove', '--format', 'ndjson'], { env });
    const lines = linesOf(out);
    expect(lines.filter(({ type }) => type === 'ask')).toEqual([]);
    expect(lines.find(({ type }) => type === 'cause')).toMatchObject({ id: 'token-rejected' });
    expect(code).toBe(1);
  });
});

test('Ctrl-C ends the watching and tells what is known so far', async () => {
  const child = startProving(await served(), async () => {});
  const printed = listening(child);
  while (!printed.out.includes('"ask"') && child.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGINT');
  const [code] = (await once(child, 'close')) as [number | null];
  const lines = linesOf(printed.out);
  expect(lines.at(-1)?.type).toBe('report');
  expect(verdictOf(lines, 'proof/seen-in-hubspot')).toMatchObject({
    status: 'unknown',
    summary: expect.stringContaining('was ended before it came so far'),
  });
  expect(verdictOf(lines, 'token/accepted')?.['status']).toBe('pass');
  expect(code).toBe(3);
});
