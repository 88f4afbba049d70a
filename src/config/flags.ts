import type { Options } from '../core/flags/options.ts';
import type { NamedRecord } from '../core/given.ts';

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
  > & {
    /** Where a command line names several, each run looks at one. */
    thread: NamedRecord;
  }
>;
