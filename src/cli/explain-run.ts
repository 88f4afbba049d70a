import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Flags, UsageError } from '../config/index.ts';
import { EvidenceFailure } from '../core/evidence.ts';
import type { HubSpotReader } from '../core/ports.ts';
import { openWorld } from '../doctor/world.ts';
import { explainDelivery, explainJournal, explainThread } from '../engine/explain/explain.ts';
import { type ExplainedEvent, explanationOf } from '../engine/explain/explanation.ts';
import { ownApp } from '../engine/identity.ts';
import { parseDelivery } from '../engine/intake/parse.ts';
import { withJournal } from '../engine/journal/sqlite/journal.ts';
import { engineSettings } from '../engine/stated-settings.ts';
import { createRedactor } from '../redact/index.ts';
import { renderExplanation } from '../reporters/explanation.ts';
import { loadSettings, type RunSettings } from '../run/settings.ts';
import type { ExplainFlags } from './commands/explain.ts';
import { EXIT } from './exit-codes.ts';
import { type Io, toolVersion } from './io.ts';
import { proxyOf } from './proxy.ts';

/** `opencx-hubspot explain`: the engine's rules on one thread, event or journal, without running anything. */
export async function explain(flags: ExplainFlags, io: Io): Promise<number> {
  const { thread, message, event, journal } = flags;
  if (!thread && !event && !journal) {
    throw new UsageError('Nothing was named to explain.', {
      hint: 'Name a conversation with --thread, a saved delivery with --event, or a journal with --journal.',
    });
  }
  if (message && (!thread || journal || event)) {
    throw new UsageError('--message goes with the --thread that it stands in.');
  }
  const settings = await loadSettings({
    cwd: io.cwd,
    env: io.env,
    flags: accessOf(flags),
    readStdin: io.readStdin,
  });
  const events = await explainedEvents(flags, settings, io);
  if (flags.format === 'json') tellUnexplained(events, io);
  const redactor = createRedactor(settings.secrets);
  const text =
    flags.format === 'json'
      ? `${JSON.stringify(explanationOf(events), null, 2)}\n`
      : renderExplanation(events, io);
  io.out(redactor.findSecret(text) === null ? text : redactor.redact(text));
  const isWhole = events.length > 0 && events.every(({ decision }) => decision !== null);
  return isWhole ? EXIT.healthy : EXIT.incomplete;
}

function accessOf({ thread, defaultUser, tokenFile, config, profile, allowHost }: ExplainFlags): Flags {
  return {
    ...(thread && { thread }),
    ...(defaultUser !== undefined && { defaultUser }),
    ...(tokenFile && { tokenFile }),
    ...(config && { config }),
    ...(profile && { profile }),
    ...(allowHost && { allowHost }),
  };
}

async function explainedEvents(
  flags: ExplainFlags,
  settings: RunSettings,
  io: Io,
): Promise<ExplainedEvent[]> {
  const { journal, event, id } = flags;
  const { threadId } = settings.given;
  if (journal) {
    const found = await withJournal(resolve(io.cwd, journal), { readOnly: true }, async (opened) =>
      explainJournal(opened, { ...(threadId && { thread: threadId }), ...(id && { ids: [id] }) }),
    );
    if (id && found.length === 0) {
      throw new UsageError(
        `The journal has no event ${id}${threadId ? ` in conversation ${threadId}` : ''}.`,
        {
          hint: 'List them with `engine journal`.',
        },
      );
    }
    return found;
  }
  return withReader(flags, settings, io, async (hubspot) => {
    const appId = hubspot && (await ownApp(hubspot));
    const rules = engineSettings(flags, settings.given, appId);
    if (event) return explainDelivery(await readEvents(event, io), rules, hubspot);
    if (!hubspot) {
      throw new UsageError(
        'A conversation is read from HubSpot, and there is no usable token to read it with.',
        {
          hint: 'Give it with HUBSPOT_ACCESS_TOKEN or --token-file.',
        },
      );
    }
    const portal = {
      ...(settings.given.portalId && { portalId: settings.given.portalId }),
      ...(appId && { appId }),
    };
    return explainThread(hubspot, threadId ?? '', rules, portal, flags.message);
  }).catch((error: unknown) => {
    if (!(error instanceof EvidenceFailure)) throw error;
    io.err(`opencx-hubspot: ${error.message}\n`);
    return [];
  });
}

async function withReader<T>(
  flags: ExplainFlags,
  settings: RunSettings,
  io: Io,
  work: (hubspot: HubSpotReader | undefined) => Promise<T>,
): Promise<T> {
  const open = await openWorld(settings, {
    timeoutMs: flags.timeout * 1000,
    proxy: proxyOf(io.env),
    userAgent: `opencx-hubspot/${toolVersion()}`,
    clock: { now: () => Date.now() },
  });
  try {
    return await work(open.hubspot);
  } finally {
    await open.close();
  }
}

async function readEvents(file: string, io: Io) {
  const raw = file === '-' ? Buffer.from(await io.readStdin()) : await readRaw(resolve(io.cwd, file));
  const parsed = parseDelivery(raw);
  if ('refused' in parsed) throw new UsageError(`${file} is no webhook delivery: ${parsed.refused.reason}`);
  if (parsed.leftOut) io.err(`${parsed.leftOut}\n`);
  return parsed.events;
}

async function readRaw(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new UsageError(`The event file ${file} cannot be read (${code}).`);
  }
}

/** The document holds decisions alone, so what has none is told beside it. */
function tellUnexplained(events: readonly ExplainedEvent[], io: Io): void {
  for (const { event, decision, why } of events) {
    if (decision) continue;
    const name = event.messageId ?? event.propertyName ?? event.objectId;
    io.err(
      `opencx-hubspot: ${event.type} ${name} could not be explained: ${why ?? 'something was missing.'}\n`,
    );
  }
}
