import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Turn } from '../../../src/engine/effects.ts';
import { openResponder } from '../../../src/engine/outbound/responder.ts';
import { readScriptedResponder } from '../../../src/engine/outbound/scripted-responder.ts';
import { UsageError } from '../../../src/files/usage-error.ts';
import { openWire } from '../../wire/open-wire.ts';

async function script(text: string, name = 'script.yaml') {
  const folder = await mkdtemp(join(tmpdir(), 'responder-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, name);
  await writeFile(file, text);
  return readScriptedResponder(file);
}

const { signal } = new AbortController();
const turn = (from: Turn['from'], text: string): Turn => ({ from, text, at: '2026-11-22T09:00:00Z' });
const talk = (...turns: Turn[]) => ({ sessionId: 's', threadId: '1', turns });

const SCRIPT = `
rules:
  - when: speak to (a|some) person
    handoff: { reason: Asks for a person, text: One moment. }
  - when: urgent
    handoff: { reason: Urgent, summary: It burns, sentiment: angry, language: de }
  - when: ^thanks
    resolve: You are welcome.
  - when: bye
    resolve: true
  - when: shh
    silent: true
  - reply: Tell me more.
`;

describe('a script', () => {
  it.each([
    ['THANKS a lot', { kind: 'resolve', text: 'You are welcome.' }],
    ['many thanks', { kind: 'reply', text: 'Tell me more.' }],
    ['bye', { kind: 'resolve' }],
    ['shh', { kind: 'silent' }],
    [
      'Urgent!',
      { kind: 'handoff', reason: 'Urgent', summary: 'It burns', sentiment: 'angry', language: 'de' },
    ],
    [
      'I want to speak to a person. Urgent!',
      {
        kind: 'handoff',
        reason: 'Asks for a person',
        summary: 'The customer wrote: I want to speak to a person. Urgent!',
        sentiment: 'neutral',
        language: 'en',
        text: 'One moment.',
      },
    ],
  ])('lets the first rule decide that fits: %s', async (text, response) => {
    const respond = await script(SCRIPT);
    expect(await respond(talk(turn('customer', text)), signal)).toEqual(response);
  });

  it("looks at the customer's last message only", async () => {
    const respond = await script(SCRIPT);
    const turns = [turn('customer', 'bye'), turn('customer', 'Hello'), turn('ai', 'bye')];
    expect(await respond(talk(...turns), signal)).toEqual({ kind: 'reply', text: 'Tell me more.' });
  });

  it('says nothing where no rule fits', async () => {
    const respond = await script('rules: [{ when: a, reply: b }]');
    expect(await respond(talk(turn('customer', 'x')), signal)).toEqual({ kind: 'silent' });
  });

  it('may be JSON', async () => {
    const respond = await script('{"rules": [{"reply": "Hello"}]}', 'script.json');
    expect(await respond(talk(), signal)).toEqual({ kind: 'reply', text: 'Hello' });
  });

  it.each([
    ['rules: [{ when: a }]', /"rules.0" .* must have exactly one of reply, handoff, resolve, silent\.$/],
    ['rules: [{ reply: a, silent: true }]', /must have exactly one of/],
    ['rules: [{ when: "(", reply: a }]', /"rules.0.when" .* is not a regular expression\.$/],
    ['rules: [{ reply: "  " }]', /"rules.0.reply" .* must not be empty\.$/],
    ['rules: [{ replay: a }]', /"rules.0.replay" .* is not a known key; the nearest one is "reply"\.$/],
    ['rules: [{ handoff: { summary: a } }]', /"rules.0.handoff.reason" .* is missing\.$/],
    ['rules: [{ resolve: false }]', /"rules.0.resolve" .* must be a text or true\.$/],
    ['rules: a', /"rules" .* must be a list\.$/],
    ['- a', /must be an object\.$/],
    ['', /must be an object\.$/],
    ['rules: [', /is not valid YAML: line 1/],
  ])('that is wrong is refused with the place: %s', async (text, sentence) => {
    const refused = await script(text).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(UsageError);
    expect((refused as UsageError).message).toMatch(sentence);
  });

  it('that is not there is named', async () => {
    await expect(readScriptedResponder('/nowhere/script.yaml')).rejects.toThrow(
      'The responder script /nowhere/script.yaml does not exist.',
    );
  });
});

it('without a responder nothing is ever said', async () => {
  const respond = await openResponder(undefined, { wire: openWire(), timeoutMs: 200, cwd: '/' });
  expect(await respond(talk(turn('customer', 'Hello')), signal)).toEqual({ kind: 'silent' });
});
