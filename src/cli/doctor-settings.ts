import { loadConfig, parseAnswers, parseWebhookConfig, type Settings, UsageError } from '../config/index.ts';
import { nearest } from '../config/nearest.ts';
import type { Given } from '../core/given.ts';
import type { Portal, Sandbox } from '../sandbox/index.ts';
import type { DoctorFlags } from './commands/doctor.ts';
import type { Io } from './io.ts';

export interface OpenSettings {
  settings: Settings;
  /** Stops the sandbox, where one was started. */
  close(): Promise<void>;
}

/** What the run is to look at, from flags, environment and files, or from an emulated portal. */
export async function settingsFor(flags: DoctorFlags, io: Io, asking: boolean): Promise<OpenSettings> {
  if (flags.sandbox) return sandboxSettings(flags.sandbox, flags, io);
  const settings = await loadConfig({ cwd: io.cwd, env: io.env, flags, readStdin: io.readStdin });
  if (asking && !settings.given.token && !settings.given.offline) await askForToken(settings, io);
  return { settings, close: async () => {} };
}

/** Nothing of the user's own environment is used: a sandbox never sees a real token. */
async function sandboxSettings(name: string, flags: DoctorFlags, io: Io): Promise<OpenSettings> {
  const { givenFor, startSandbox } = await import('../sandbox/index.ts');
  const portal = await findPortal(name);
  const sandbox = await startSandbox(portal, {});
  const setup = givenFor(sandbox);
  try {
    const settings = await loadConfig({
      cwd: io.cwd,
      env: environmentOf(sandbox, setup),
      flags: { ...flagsOf(setup), ...flags },
      readStdin: io.readStdin,
      ignoreConfigFile: true,
    });
    fillIn(settings.given, setup, name);
    return { settings, close: () => sandbox.close() };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

/** @throws UsageError that names the nearest portal there is */
export async function findPortal(name: string): Promise<Portal> {
  const { loadPortal, UnknownPortal, UnrelatedPortals } = await import('../sandbox/index.ts');
  try {
    return await loadPortal(name);
  } catch (error) {
    if (error instanceof UnknownPortal) {
      const near = nearest(error.portal, error.known);
      throw new UsageError(`There is no sandbox portal "${error.portal}".`, {
        hint: `${near ? `Did you mean ${near}? ` : ''}List them with \`opencx-hubspot sandbox list\`.`,
      });
    }
    if (error instanceof UnrelatedPortals) throw new UsageError(error.message);
    throw error;
  }
}
