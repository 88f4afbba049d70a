import { existsSync } from 'node:fs';
import { Secret } from '../../core/secret.ts';
import { loadSettings, type RunSettings } from '../../run/settings.ts';
import type { Io } from '../io.ts';
import { findPortal } from '../sandbox/portal.ts';
import type { RunFlags } from './flags.ts';

export interface OpenSettings {
  settings: RunSettings;
  /** Stops the sandbox, where one was started. */
  close(): Promise<void>;
}

/** What the run is to look at: from flags, environment, files and the person, or from an emulated portal. */
export async function settingsFor(flags: RunFlags, io: Io, asking: boolean): Promise<OpenSettings> {
  if (flags.sandbox !== undefined) return settingsOfSandbox(flags.sandbox, flags, io);
  const settings = await loadSettings({ cwd: io.cwd, env: io.env, flags, readStdin: io.readStdin });
  await readJournal(settings);
  if (asking && !settings.given.token && !settings.given.offline) await askForToken(settings, io);
  return { settings, close: async () => {} };
}

/** A journal that cannot be read is wrong usage, like any other file that the user names. */
async function readJournal({ journal, given }: RunSettings): Promise<void> {
  if (!journal || (!journal.mustExist && !existsSync(journal.file))) return;
  const [{ withJournal }, { journalSummary }] = await Promise.all([
    import('../../engine/journal/sqlite/journal.ts'),
    import('../../engine/journal/summary.ts'),
  ]);
  const summary = await withJournal(journal.file, { readOnly: true }, async (opened) =>
    journalSummary(opened),
  );
  given.journal = { file: journal.file, summary };
}

async function askForToken(settings: RunSettings, io: Io): Promise<void> {
  const { askSecret } = await import('../prompts/ask.ts');
  const typed = await askSecret(io, 'Access token of the HubSpot app (not shown; Enter to go on without)');
  if (!typed) return;
  const token = new Secret(typed);
  Object.assign(settings.given, { token, tokenOrigin: 'prompt' });
  settings.secrets.push(token);
}

async function settingsOfSandbox(name: string, flags: RunFlags, io: Io): Promise<OpenSettings> {
  const [{ startSandbox }, { sandboxSettings }] = await Promise.all([
    import('../../sandbox/sandbox.ts'),
    import('../sandbox/settings.ts'),
  ]);
  const sandbox = await startSandbox(await findPortal(name));
  try {
    const settings = await sandboxSettings(sandbox, flags, io);
    await readJournal(settings);
    return { settings, close: () => sandbox.close() };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}
