import type { FixContext } from '../../src/core/cause.ts';
import {
  keyPath,
  PROJECT_WEBHOOKS,
  WEBHOOK_FORMS,
  type WebhookForm,
  type WrittenIn,
  type WrittenWebhooks,
} from '../../src/core/hubspot/webhook-forms.ts';
import { printable } from '../shared/wording.ts';

type Part = keyof WrittenWebhooks;

/** The words for one part of the settings in a project's file: the names that it was given by, else HubSpot's. */
export interface InFile {
  file: string;
  /** The whole name of a key of the settings: `config.settings.targetUrl`. */
  setting(key: string): string;
  /** The whole name of a list of subscriptions: `config.subscriptions.hubEvents`. */
  list(name: string): string;
  /** Names the kind of object in a subscription of an `object.*` event. */
  objectType: string;
}

/** How a change of one part is told to somebody who has the project's files. */
export function inProject({ webhooks }: Pick<FixContext, 'webhooks'>, part: Part): InFile {
  const { file, form } = projectFile(webhooks?.[part]) ?? {
    file: PROJECT_WEBHOOKS,
    form: 'project' as const,
  };
  const words = WEBHOOK_FORMS[form];
  return {
    file: printable(file),
    setting: (key) => keyPath(words.settings, key),
    list: (name) => keyPath(words.subscriptions, name),
    objectType: words.objectType,
  };
}

/** The files of a project that the settings were read from, each once. */
export function projectFiles(written: WrittenWebhooks = {}): string[] {
  return filesOf('project', written);
}

function projectFile(written: WrittenIn | undefined): WrittenIn | undefined {
  return written && isOf('project', written.form) ? written : undefined;
}

/** The saved answers that the settings were read from, each once: what is changed in HubSpot does not change them. */
export function savedAnswers(written: WrittenWebhooks = {}): string[] {
  return filesOf('answer', written);
}

function filesOf(what: 'project' | 'answer', written: WrittenWebhooks): string[] {
  const found = Object.values(written).filter(({ form }) => isOf(what, form));
  return [...new Set(found.map(({ file }) => file))];
}

/** Goes on after a setting's name on the screen: under which key a saved answer shows it, or nothing. */
export function answerShows(
  { webhooks }: Pick<FixContext, 'webhooks'>,
  part: 'targetUrl' | 'throttle',
): string {
  const written = webhooks?.[part];
  if (!written || !isOf('answer', written.form)) return '';
  const { settings, throttle } = WEBHOOK_FORMS[written.form];
  const key = keyPath(settings, part === 'throttle' ? throttle : part);
  return ` (${key} in ${printable(written.file)})`;
}

function isOf(what: 'project' | 'answer', form: WebhookForm): boolean {
  return WEBHOOK_FORMS[form].of === what;
}

/** What a shell takes as it stands. */
const PLAIN = /^[\w./\\:@+~][\w./\\:@+~-]*$/;
/** What it takes between double quotes, and PowerShell and cmd too. */
const QUOTABLE = /^[\p{L}\p{N}_./\\:@+~][\p{L}\p{N} _./\\:@+~,()[\]-]*$/u;

/** The flag that gives files again, to copy; a name that no shell takes as it stands is left to be filled in. */
export function webhookConfigFlags(files: readonly string[]): string[] {
  return files.map((file) => {
    if (PLAIN.test(file)) return `--webhook-config ${file}`;
    return `--webhook-config ${QUOTABLE.test(file) && !file.endsWith('\\') ? `"${file}"` : 'FILE'}`;
  });
}
