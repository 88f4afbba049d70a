/** Mends a sandbox that runs in another process: `sandbox mend`. */
import { EvidenceFailure } from '../../core/evidence.ts';
import { nearestHint } from '../../files/nearest.ts';
import { UsageError } from '../../files/usage-error.ts';
import type { Wish } from '../../sandbox/mending/mender.ts';
import { MEND_PATH, type MendAnswer } from '../../sandbox/mending/mending-service.ts';
import { isOnThisMachine } from '../../wire/hosts.ts';
import { createJsonApi } from '../../wire/json-api.ts';
import type { WireAnswer } from '../../wire/request.ts';
import { createWire } from '../../wire/wire.ts';
import { toolVersion } from '../package.ts';
import { keyboardOf, wordsOf } from './keyboard.ts';

export interface MendResult {
  /** The portal's name. */
  portal: string;
  mended: readonly string[];
  left: readonly string[];
  /** The variables that are otherwise now. */
  variables: Readonly<Record<string, string>>;
  /** The doctor's flags, without its files, where they are otherwise now. */
  words: readonly string[] | null;
}

const TIMEOUT_MS = 10_000;
const START_ONE = 'Start one with `opencx-hubspot sandbox start NAME`, which prints its address.';

/**
 * @param url of the emulated HubSpot
 * @throws UsageError for an address where no sandbox is, and for what is not broken there
 */
export async function mendSandbox(url: string, wish: Wish): Promise<MendResult> {
  if (!isOnThisMachine(url)) {
    throw new UsageError(`There is no sandbox at ${url}: sandboxes run on this machine alone.`, {
      hint: START_ONE,
    });
  }
  const answer = await asked(url, wish);
  if (answer.status !== 200) throw refused(url, answer);
  const { portal, mended, left, before, after } = JSON.parse(answer.body) as MendAnswer;
  const [was, is] = [before, after].map((given) => keyboardOf({ url, openCxUrl: '', given }));
  const wordsAfter = wordsOf(is?.flags ?? {});
  return {
    portal,
    mended,
    left,
    variables: changedIn(was?.variables ?? {}, is?.variables ?? {}),
    words: wordsAfter.join(' ') === wordsOf(was?.flags ?? {}).join(' ') ? null : wordsAfter,
  };
}

async function asked(url: string, wish: Wish): Promise<WireAnswer> {
  const userAgent = `opencx-hubspot/${toolVersion()}`;
  const wire = createWire({ allowedHosts: [], maxTries: 1, timeoutMs: TIMEOUT_MS, userAgent });
  try {
    return await createJsonApi(wire, url)({ path: MEND_PATH, body: wish });
  } catch (error) {
    if (!(error instanceof EvidenceFailure)) throw error;
    throw new UsageError(`No sandbox answers at ${url}.`, { hint: START_ONE });
  } finally {
    await wire.close();
  }
}

function refused(url: string, { body }: WireAnswer): UsageError {
  const { error, word, known = [], next } = refusalIn(body);
  if (typeof error !== 'string') {
    return new UsageError(`What answers at ${url} is no sandbox that can be mended.`, { hint: START_ONE });
  }
  if (typeof word !== 'string' || typeof next !== 'string') return new UsageError(error);
  return new UsageError(error, { hint: `${nearestHint(word, known)}${next}` });
}

function refusalIn(body: string): { error?: unknown; word?: unknown; known?: string[]; next?: unknown } {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
}

function changedIn(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => before[name] !== value));
}
