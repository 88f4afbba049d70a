import { Secret } from '../core/secret.ts';
import { passwordIn } from '../core/store-address.ts';
import { SECRET_VARIABLES } from '../core/variables.ts';
import type { ConfigSettings } from './config-schema.ts';
import type { Flags } from './flags.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that was said about one run, before it is merged. Strongest first: flags, environment, settings. */
export interface Sources {
  flags: Flags;
  /** Where relative paths of flags begin. */
  cwd: string;
  env: Environment;
  /** From the configuration file; empty without one. */
  settings: ConfigSettings;
  /** Where relative paths of the settings begin. */
  settingsFolder: string;
}

/** A text that was given, with the words for where: `HUBSPOT_API_URL`. */
export interface Stated {
  value: string;
  origin: string;
}

/** The first place that says something. An empty text says something too. */
export function firstStated(...places: [value: string | undefined, origin: string][]): Stated | undefined {
  for (const [value, origin] of places) {
    if (value !== undefined) return { value, origin };
  }
  return undefined;
}

/** A variable's text without blanks around it. An empty one is not set: scripts and CI pass unset ones on so. */
export function variable(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

export function secretVariable(env: Environment, name: string): Secret | undefined {
  const value = variable(env, name);
  return value === undefined ? undefined : new Secret(value);
}

/** Every secret that the environment holds, used by this run or not, for the redactor. */
export function environmentSecrets(env: Environment): Secret[] {
  const password = passwordIn(variable(env, 'OPENCX_HUBSPOT_STORE') ?? '');
  return [
    ...SECRET_VARIABLES.flatMap((name) => secretVariable(env, name) ?? []),
    ...(password === undefined ? [] : [new Secret(password)]),
  ];
}
