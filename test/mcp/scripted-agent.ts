/**
 * An agent without a model, for a portal of the fixtures: it knows the symptom, which conversation it is about, and what
 * the portal's screens show, and answers what it is asked, by the keys that it is asked for. Secrets and settings are
 * given to its server by whoever starts that.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANSWER_KEYS, QUESTIONS } from '../../checks/facts.ts';
import { keyboardOf } from '../../src/run/sandbox/keyboard.ts';
import { startPortal } from '../../src/run/sandbox/start.ts';
import { loadPortal, type PortalSummary } from '../../src/sandbox/portal/portals.ts';
import { type Form, type Generation, openAgent } from './client.ts';

/** A careful agent gives up after so many. */
export const MOST_CALLS = 4;
const BYTES_OF_TOKEN = 4;

export interface Outcome {
  calls: number;
  /** Of four bytes: what it sent and what it was answered, without what differs from run to run. */
  tokens: number;
  /** Of the largest answer. */
  largest: number;
  /** The first one that it was told. */
  cause: string | undefined;
  confidence: string | undefined;
  status: string | undefined;
  /** The last line of the last answer. */
  next: string;
  /** Forms that a person was shown. */
  forms: number;
}

interface Options {
  generation: Generation;
  /** A person fills in forms, in place of the agent's own answers. */
  withForms: boolean;
}

export async function diagnosedBy(
  { name, symptom }: Pick<PortalSummary, 'name' | 'symptom'>,
  { generation, withForms }: Options,
): Promise<Outcome> {
  const sandbox = await startPortal(name);
  const { given } = await loadPortal(name);
  const cwd = await mkdtemp(join(tmpdir(), 'opencx-hubspot-agent-'));
  const { variables, flags, answers, webhookConfig } = keyboardOf(sandbox);
  await writeConfiguration(cwd, { flags, answers, webhookConfig });
  const known: Record<string, unknown> = {
    ...answers,
    ...(flags.mode && { 'connection.mode': flags.mode }),
    ...(flags.thread && { 'conversation.thread': flags.thread }),
    ...(given.session && { 'conversation.session': given.session }),
  };
  let forms = 0;
  const fillIn = ({ requestedSchema }: Form) => {
    forms += 1;
    return { action: 'accept' as const, content: pick(known, Object.keys(requestedSchema.properties)) };
  };
  const agent = await openAgent(generation, { env: variables, cwd, ...(withForms && { fillIn }) });
  const { thread, ticket, contact, since } = flags;
  // A whole run asks for no conversation, and an address says more than the id that a question wants.
  const isNamed = thread !== undefined && (symptom === null || thread.includes('/'));
  const asked = {
    ...(symptom && { symptom }),
    ...(isNamed && { thread }),
    ...(ticket && { ticket }),
    ...(contact && { contact }),
    ...(since && { since }),
  };
  let [calls, bytes, largest] = [0, 0, 0];
  let given_: Record<string, unknown> = {};
  let text = '';
  try {
    while (calls < MOST_CALLS) {
      const sent = { ...asked, ...(Object.keys(given_).length > 0 && { answers: given_ }) };
      const answer = await agent.call('diagnose', sent);
      if (answer.failed) throw new Error(`${name}: ${answer.text}`);
      calls += 1;
      text = steady(answer.text);
      const size = Buffer.byteLength(text);
      bytes += Buffer.byteLength(JSON.stringify(sent)) + size;
      largest = Math.max(largest, size);
      if (causeIn(text).confidence === 'confirmed') break;
      const more = pick(known, questionsIn(text));
      const before = Object.keys(given_).length;
      given_ = { ...given_, ...more };
      if (Object.keys(given_).length === before) break;
    }
  } finally {
    await agent.close();
    await sandbox.close();
    await rm(cwd, { recursive: true, force: true });
  }
  return {
    calls,
    tokens: Math.ceil(bytes / BYTES_OF_TOKEN),
    largest: Math.ceil(largest / BYTES_OF_TOKEN),
    ...causeIn(text),
    status: /^run r\d+: (\w+)/.exec(text)?.[1],
    next: text.split('\n').at(-1) ?? '',
    forms,
  };
}

/** What whoever starts the server knows of the portal, and an agent is not told. */
async function writeConfiguration(
  cwd: string,
  {
    flags,
    answers,
    webhookConfig,
  }: Pick<ReturnType<typeof keyboardOf>, 'flags' | 'answers' | 'webhookConfig'>,
): Promise<void> {
  const secrets = ANSWER_KEYS.filter((key) => QUESTIONS[key].form.kind === 'secret-url');
  const { portal, project, webhookUrl, defaultUser } = flags;
  const files: Record<string, unknown> = {
    'answers.json': { answers: pick(answers, secrets) },
    ...(webhookConfig !== undefined && { 'webhooks.json': webhookConfig }),
    'opencx-hubspot.config.json': {
      answers: 'answers.json',
      ...(portal !== undefined && { portal: { id: portal } }),
      ...(project !== undefined && { hubspot: { project } }),
      opencx: {
        ...(webhookUrl !== undefined && { webhookUrl }),
        ...(defaultUser !== undefined && { defaultUserId: defaultUser }),
      },
      ...(webhookConfig !== undefined && { webhooks: { config: 'webhooks.json' } }),
    },
  };
  await mkdir(cwd, { recursive: true });
  for (const [file, content] of Object.entries(files))
    await writeFile(join(cwd, file), JSON.stringify(content));
}

function pick(from: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    keys.filter((key) => from[key] !== undefined && from[key] !== null).map((key) => [key, from[key]]),
  );
}

function causeIn(text: string): Pick<Outcome, 'cause' | 'confidence'> {
  const [, cause, confidence] = /^cause ([\w-]+) \((\w+);/m.exec(text) ?? [];
  return { cause, confidence };
}

/** Keys, wherever an answer names them. */
function questionsIn(text: string): string[] {
  const lines = text.split('\n').filter((line) => /^questions? /.test(line));
  return lines.flatMap((line) => [...line.matchAll(/([a-z]+\.[a-zA-Z]+)(?= (?:=|\())/g)].map(([key]) => key));
}

/** Without times and counts of a run, and the marks of its fence. */
function steady(text: string): string {
  return text.replaceAll(/ · \d+ calls?, [\d.]+ (?:ms|s)/g, '').replaceAll(/\b[0-9a-f]{12}\b/g, 'mark');
}
