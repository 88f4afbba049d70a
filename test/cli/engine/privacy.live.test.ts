/** What must be seen nowhere: secrets, and what people wrote. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../../config/folder.ts';
import { type Outcome, runHere } from '../../support/cli.ts';
import { CANARIES, expectNoTrace } from '../canaries.ts';
import { silentHost } from '../hosts.ts';
import {
  ask,
  type Engine,
  engineHere,
  entriesOf,
  eventsIn,
  type HeldResponder,
  heldResponder,
  type Portal,
  portal,
  until,
} from './engine.ts';

/** What the customer asks in the chat, and who asks. */
const QUESTION = /saturdays/i;
const CUSTOMER = /sam hill|sam\.hill/i;
const REPLY = 'Parcels leave at noon, lee.park@example.test.';

const { HUBSPOT_CLIENT_SECRET } = CANARIES;
const SECRETS = { HUBSPOT_CLIENT_SECRET, OPENCX_API_KEY: CANARIES.OPENCX_API_KEY };
const PUBLIC_URL = ['--public-url', CANARIES.OPENCX_WEBHOOK_URL];

interface Run extends Portal {
  engine: Engine;
  responder: HeldResponder;
  cwd: string;
  /** The engine's journal. */
  file: string;
}

/** An engine that knows every secret there is and has answered the customer. */
async function answeredChat(...flags: readonly string[]): Promise<Run> {
  const [{ sandbox, env: access }, cwd, responder] = await Promise.all([
    portal(),
    folderWith(),
    heldResponder('/canary-path'),
  ]);
  const env = { ...access, ...SECRETS };
  responder.answer({ kind: 'reply', text: REPLY });
  const args = ['--default-user', 'A-7001', '--responder', responder.url, ...PUBLIC_URL, ...flags];
  const engine = await engineHere(args, { env, cwd });
  expect(await ask(engine, { HUBSPOT_CLIENT_SECRET: 'another' })).toMatchObject({ code: 1 });
  const signed = ['engine', 'trigger', 'batch', '--url', engine.url, ...PUBLIC_URL];
  expect(await runHere(signed, { env })).toMatchObject({ code: 0 });
  await until(() => engine.printed.out.includes('done: The AI answered'));
  return { sandbox, env, engine, responder, cwd, file: join(cwd, 'opencx-hubspot.journal') };
}

/** All bytes that were written into a folder, as text; what is ASCII in a binary file can be found in it. */
async function writtenIn(folder: string): Promise<string> {
  const names = await readdir(folder);
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')));
  return contents.join('\n');
}

describe('an engine', () => {
  test('prints and writes no secret, no words and no address', async () => {
    const { engine, cwd, sandbox } = await answeredChat();
    expect(sandbox.thread('8243601188')?.messages.at(-1)?.text).toBe(REPLY);
    // While it runs, what it wrote last stands in the log beside the journal.
    for (const look of ['running', 'stopped']) {
      if (look === 'stopped') await engine.stop();
      await expectNoTrace(engine.printed, cwd);
      const seen = `${engine.printed.out}${engine.printed.err}${await writtenIn(cwd)}`;
      expect(seen).toContain('conversation.newMessage');
      for (const personal of [QUESTION, CUSTOMER, /at noon/, /@example\.test/]) {
        expect(seen).not.toMatch(personal);
      }
    }
  });

  test('keeps texts where it is told to, and secrets never', async () => {
    const { engine, cwd } = await answeredChat('--keep-texts');
    await engine.stop();
    await expectNoTrace(engine.printed, cwd);
    expect(await writtenIn(cwd)).toContain('Parcels leave at noon');
    expect(`${engine.printed.out}${engine.printed.err}`).not.toMatch(/at noon|@/);
  });

  test('says nothing of a secret that stands in the way', async () => {
    const cwd = await folderWith();
    const { port } = new URL((await silentHost()).url);
    const { env: access } = await portal();
    const env = { ...access, ...SECRETS };
    for (const flags of [
      ['--port', port],
      ['--public-url', `ftp://canary-host/canary-path`],
      ['--responder', 'http://canary-user:canary-password@answers.example.test/canary-path'],
      ['--deliver', 'http://answers.example.test/canary-path'],
    ]) {
      const outcome = await runHere(['engine', 'start', ...flags], { env, cwd });
      expect(outcome.code).toBe(2);
      await expectNoTrace(outcome, cwd);
    }
  });
});

test('what is shown of a journal names neither words nor addresses', async () => {
  const { file, cwd, env, engine } = await answeredChat();
  await engine.stop();
  const ids = (await eventsIn(file)).map(({ id }) => String(id));
  const shown: Outcome[] = [];
  for (const format of ['text', 'json']) {
    shown.push(await runHere(['engine', 'journal', '--format', format], { cwd, env }));
    shown.push(await runHere(['explain', '--journal', file, '--format', format], { cwd, env }));
    for (const id of ids) {
      shown.push(await runHere(['engine', 'journal', '--id', id, '--format', format], { cwd, env }));
    }
  }
  shown.push(await runHere(['engine', 'replay', '--id', ...ids], { cwd, env }));
  for (const outcome of shown) {
    expect(outcome.out).not.toBe('');
    await expectNoTrace(outcome);
    expect(outcome.out + outcome.err).not.toMatch(/saturdays|at noon|sam hill|@/i);
  }
});

/** A handoff needs the customer's address, so the session has it. Nothing else has. */
describe("a customer's address", () => {
  const ADDRESS = 'lee.park@example.test';

  test('is in no story of a conversation that was handed off, nor are its words', async () => {
    const cwd = await folderWith();
    const story = ['engine', 'start', '--sandbox', 'healthy-email', '--no-delays', '--journal', 'j'];
    const { out } = await runHere([...story, '--deliver', 'replies.ndjson'], { cwd });
    // The story tells what its people say; what the engine says of it is indented.
    const said = out.split('\n').filter((line) => line.startsWith('    #'));
    const file = join(cwd, 'j');
    const events = await eventsIn(file);
    const stories = await Promise.all(events.map(({ id }) => entriesOf(file, id)));
    expect(said).toHaveLength(events.length);
    for (const seen of [said, events, stories].map((each) => JSON.stringify(each))) {
      expect(seen).not.toMatch(/lee\.park|order|want to speak|arrives tomorrow/i);
    }
    expect(JSON.stringify(stories)).toContain('l…@example.test');
    const journal = await readFile(file, 'latin1');
    expect(journal).not.toMatch(/my order|want to speak|arrives tomorrow|you are welcome/i);
    expect(await readFile(join(cwd, 'replies.ndjson'), 'utf8')).toContain('It arrives tomorrow.');
    expect(journal).toContain(ADDRESS);
  });
});
