/**
 * Opens what a look is to be made of: the settings of a real portal or of an emulated one, the token that a person types,
 * and the journal. For the doctor and the live test.
 */
import { existsSync } from 'node:fs';
import type { WholeConfig } from '../config/config-file.ts';
import type { Flags } from '../config/flags.ts';
import { Secret } from '../core/secret.ts';
import { isStoreAddress } from '../core/store-address.ts';
import type { AnswersFrom } from '../doctor/answers.ts';
import { type Journal, MissingJournal } from '../engine/journal/journal.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { loadSettings, type RunSettings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';

/** Which portal, and what is given about it. */
export interface SettingsRequest {
  /** What is given on top of the environment and the configuration file. */
  flags: Flags;
  /** An emulated portal, in the place of a real one. */
  sandbox?: string;
  /** The same, where one runs already; whoever started it closes it. */
  running?: RunningPortal;
  /** Answers of earlier runs: they count after what this one is given. */
  kept?: AnswersFrom;
  /** The configuration file, where it was read already. */
  wholeConfig?: WholeConfig;
}

/** An emulated portal that is looked at as it stands. */
interface RunningPortal {
  sandbox: Sandbox;
  /** Leaves out what the portal's own people would answer. */
  saysNothing: boolean;
}

export interface SettingsPorts {
  /** Asks for the token where none was given; '' to go on without. */
  askForToken?(): Promise<string>;
  /** Told of a file that the configuration names and that is still to be written. */
  onNote?(note: string): void;
  /** Answers are asked for, and may be written to the file that the configuration names. */
  asks?: boolean;
}

interface OpenSettings {
  settings: RunSettings;
  /** Stops the sandbox, where one was started. */
  close(): Promise<void>;
}

/** What the run is to look at: from flags, environment, files and the person, or from an emulated portal. */
export async function settingsFor(
  { flags, sandbox, running, wholeConfig, kept }: SettingsRequest,
  around: Surroundings & { redactor: Redactor },
  { askForToken, onNote, asks = false }: SettingsPorts,
): Promise<OpenSettings> {
  if (running) {
    const { sandboxSettings } = await import('./sandbox/settings.ts');
    return {
      settings: await sandboxSettings(running.sandbox, flags, around, running),
      close: async () => {},
    };
  }
  if (sandbox !== undefined) return settingsOfSandbox(sandbox, flags, around, kept);
  const settings = await loadSettings({
    ...around,
    flags,
    ...(asks && {
      onNoAnswersYet: (file: string) =>
        onNote?.(`The answers file ${file} does not exist yet; answers given here can be saved to it.`),
    }),
    ...(wholeConfig && { wholeConfig }),
    ...(kept && { kept }),
  });
  await readJournal(settings, onNote);
  if (askForToken && !settings.given.token && !settings.given.offline) {
    const typed = await askForToken();
    if (typed) takeToken(new Secret(typed), settings, around.redactor);
  }
  return { settings, close: async () => {} };
}

function takeToken(token: Secret, { given, secrets }: RunSettings, redactor: Redactor): void {
  Object.assign(given, { token, tokenOrigin: 'prompt' });
  secrets.push(token);
  redactor.learn([token]);
}

async function settingsOfSandbox(
  name: string,
  flags: Flags,
  around: Surroundings,
  kept: AnswersFrom | undefined,
): Promise<OpenSettings> {
  const [{ startPortal }, { sandboxSettings }] = await Promise.all([
    import('./sandbox/start.ts'),
    import('./sandbox/settings.ts'),
  ]);
  const sandbox = await startPortal(name);
  try {
    const settings = await sandboxSettings(sandbox, flags, around, kept && { kept });
    await readJournal(settings);
    return { settings, close: () => sandbox.close() };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

/** A journal that cannot be read is wrong usage, like any other file that the user names. */
async function readJournal({ journal, given }: RunSettings, onNote?: (note: string) => void): Promise<void> {
  if (!journal) return;
  const { place, mustExist } = journal;
  const isStore = isStoreAddress(place);
  if (!mustExist && !isStore && !existsSync(place))
    return onNote?.(`The journal ${place} does not exist yet, so nothing is read of it.`);
  const [{ shownPlace, withJournal }, { journalSummaries }, { deliveryFates }] = await Promise.all([
    import('../engine/journal/place.ts'),
    import('../engine/journal/summary.ts'),
    import('../engine/journal/delivered.ts'),
  ]);
  const read = <T>(reading: (opened: Journal) => Promise<T>) =>
    withJournal(place, { readOnly: true }, reading);
  const summaries = await read(journalSummaries).catch((error: unknown) => {
    if (mustExist || !(error instanceof MissingJournal)) throw error;
    return undefined;
  });
  if (summaries === undefined) return;
  given.journal = {
    file: shownPlace(place),
    summaries,
    fatesOf: (delivered) => read((opened) => deliveryFates(opened, delivered)),
  };
}
