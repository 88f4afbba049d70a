import * as v from 'valibot';

/** Where a project keeps its webhooks unless somebody has renamed the file (HubSpot docs, "Configure webhooks"). */
export const PROJECT_WEBHOOKS = 'src/app/webhooks/webhooks-hsmeta.json';

/** How a form of webhook configuration names its parts. */
interface FormWords {
  /** `project`: changed in the file and uploaded; `answer`: a copy of what HubSpot said, in which a change has no effect. */
  of: 'project' | 'answer';
  /** The keys that the settings and the subscriptions stand under; '' where they are the whole document. */
  settings: string;
  subscriptions: string;
  /** Under the settings. */
  throttle: string;
  /** In a subscription of an `object.*` event. */
  objectType: string;
}

/**
 * The forms of webhook configuration that are read: a component of a project, the older bare file of a project, and
 * saved answers of the webhooks API.
 */
export const WEBHOOK_FORMS = {
  project: {
    of: 'project',
    settings: 'config.settings',
    subscriptions: 'config.subscriptions',
    throttle: 'maxConcurrentRequests',
    objectType: 'objectType',
  },
  'project-legacy': {
    of: 'project',
    settings: 'settings',
    subscriptions: 'subscriptions',
    throttle: 'maxConcurrentRequests',
    objectType: 'objectName',
  },
  'api-settings': answer({ settings: '', subscriptions: '' }),
  'api-subscriptions': answer({ settings: '', subscriptions: '' }),
  'api-both': answer({ settings: 'settings', subscriptions: 'subscriptions' }),
} as const satisfies Readonly<Record<string, FormWords>>;

function answer<const W extends Pick<FormWords, 'settings' | 'subscriptions'>>(words: W) {
  return {
    of: 'answer',
    throttle: 'throttling.maxConcurrentRequests',
    objectType: 'objectTypeId',
    ...words,
  } as const;
}

export type WebhookForm = keyof typeof WEBHOOK_FORMS;
const WEBHOOK_FORM_NAMES = Object.keys(WEBHOOK_FORMS) as [WebhookForm, ...WebhookForm[]];

/** A key with those above it: `config.settings.targetUrl`. */
export function keyPath(...keys: readonly string[]): string {
  return keys.filter((key) => key !== '').join('.');
}

/** The file that a part of the settings was read from. */
export const writtenInSchema = v.object({ file: v.string(), form: v.picklist(WEBHOOK_FORM_NAMES) });
export type WrittenIn = v.InferOutput<typeof writtenInSchema>;

/** Which file holds which part, for whoever has to change it there; what no file holds is absent. */
export const writtenSchema = v.object({
  targetUrl: v.exactOptional(writtenInSchema),
  throttle: v.exactOptional(writtenInSchema),
  subscriptions: v.exactOptional(writtenInSchema),
});
export type WrittenWebhooks = v.InferOutput<typeof writtenSchema>;
