import type { Options } from '../core/flags/options.ts';

/** The flags that say what is given and what is meant; every command hands over those that it takes. */
export type Flags = Partial<
  Pick<
    Options<'doctor'>,
    | 'tokenFile'
    | 'personalAccessKeyFile'
    | 'project'
    | 'webhookUrl'
    | 'defaultUser'
    | 'portal'
    | 'mode'
    | 'thread'
    | 'ticket'
    | 'session'
    | 'contact'
    | 'webhookConfig'
    | 'answers'
    | 'answer'
    | 'journal'
    | 'config'
    | 'profile'
    | 'allowHost'
    | 'since'
    | 'probeWebhook'
    | 'offline'
  >
>;
