import type { AnswerNote } from './answer-note.ts';
import type { ConnectionMode } from './connection.ts';
import type { DeliveredKey, DeliveryFates, DeliveryLogs } from './delivery-log.ts';
import type { Start } from './flags/time-values.ts';
import type { BuildList, Install, Project, ProjectSources } from './hubspot/developer.ts';
import type { WebhookForm } from './hubspot/webhook-forms.ts';
import type { UrlFacts, WebhookConfig } from './hubspot/webhooks.ts';
import type { JournalSummaries } from './journal-summary.ts';
import type { LogAccounts } from './log-accounts.ts';
import type { LogRefusals } from './log-refusals.ts';
import type { Proof } from './proof.ts';
import type { Secret } from './secret.ts';

/** A person's word, with who said it and when, so that it can be shown as such and can age. */
export interface Answer<T = unknown> {
  value: T;
  by?: string;
  /** ISO time; absent for a bare value. */
  at?: string;
}
/** By the key of the fact that is answered; read and checked where the facts are known. */
export type Answers = Readonly<Record<string, Answer | undefined>>;

/** A webhook configuration file, already read and understood. */
export interface WebhookFile {
  /** As the user named it. */
  file: string;
  form: WebhookForm;
  config: WebhookConfig;
}

/** What a file that somebody saved says, by the name that they gave it by. */
interface FromFile<T> {
  file: string;
  value: T;
}

/** What the files of HubSpot's command line say of a project: a downloaded archive, and answers saved with `--json`. */
export interface ProjectFiles {
  project?: FromFile<Project>;
  builds?: FromFile<BuildList>;
  install?: FromFile<Install>;
  sources?: FromFile<ProjectSources>;
}

/** Whose a record is, by the address of one of HubSpot's screens. */
export interface LinkedPortal {
  portalId: number;
  /** `eu1`; absent where the host names none, as `app.hubspot.com` does not. */
  region?: string;
}

/** A thread or a ticket as somebody names it: by its id, or by its address. */
export interface NamedRecord {
  id: string;
  linked?: LinkedPortal;
}

/** Holds the token, where the configuration names no other variable. */
export const TOKEN_VARIABLE = 'HUBSPOT_ACCESS_TOKEN';

/** Variables of a portal's own for its secrets, as the configuration names them. */
export interface NamedVariables {
  /** In place of HUBSPOT_ACCESS_TOKEN: `hubspot.tokenVariable`. */
  tokenVariable?: string;
  /** In place of OPENCX_API_KEY: `opencx.keyVariable`. */
  keyVariable?: string;
}

const USUAL: Readonly<Record<keyof NamedVariables, string>> = {
  tokenVariable: TOKEN_VARIABLE,
  keyVariable: 'OPENCX_API_KEY',
};

/** The one variable that a secret is read from, and so the one to set where it is missing. */
export function variableFor(secret: keyof NamedVariables, named: NamedVariables = {}): string {
  return named[secret] ?? USUAL[secret];
}

/** The names alone, of whatever knows more. */
export function namedVariables({ tokenVariable, keyVariable }: NamedVariables): NamedVariables {
  return {
    ...(tokenVariable !== undefined && { tokenVariable }),
    ...(keyVariable !== undefined && { keyVariable }),
  };
}

/** What flags, environment and configuration file give to a run. */
export interface Configured extends NamedVariables {
  token?: Secret;
  /** `environment`, `token file`, `standard input`, `prompt`. */
  tokenOrigin?: string;
  /** Of another app than OpenCX's: what a live test changes in HubSpot, it changes with this one. */
  changeToken?: Secret;
  developerKey?: Secret;
  /** What HubSpot's command line works with; it shows what of the customer's project is deployed. */
  personalAccessKey?: Secret;
  /** Name of the project that is meant; without it, it is found by the token's app. */
  project?: string;
  openCxKey?: Secret;
  portalId?: number;
  mode?: ConnectionMode;
  /** As OpenCX shows it; '' when it was stated to be empty. */
  defaultUserId?: string;
  /** The webhook URL that OpenCX shows; null when it was stated to be empty. */
  webhookUrl?: UrlFacts | null;
  threadId?: string;
  ticketId?: string;
  /** The portal in the address by which the thread or the ticket was named. */
  linked?: LinkedPortal;
  sessionId?: string;
  contactEmail?: string;
  webhookFiles: WebhookFile[];
  /** From when on conversations are counted; a span is one of HubSpot's time. */
  since?: Start;
  projectFiles?: ProjectFiles;
  probeWebhook: boolean;
  /** Make no calls. */
  offline: boolean;
}

/** Everything that the user gave to one run, with what other files hold and what people answered. */
export interface Given extends Configured {
  answers: Answers;
  /** What is to be known of the answers beside them. */
  answerNotes?: readonly AnswerNote[];
  /** Where `--probe-webhook` sends its empty batch: the target URL that HubSpot holds, if known, else OpenCX's. */
  webhookTarget?: Secret;
  /** What the journal of an engine holds, already read. */
  journal?: {
    file: string;
    summaries: JournalSummaries;
    /** What became in it of events that were delivered. */
    fatesOf?(delivered: readonly DeliveredKey[]): Promise<DeliveryFates>;
  };
  /** What API-call logs show, already read. */
  apiLog?: { files: string[]; refusals: LogRefusals; accounts: LogAccounts };
  /** What HubSpot's log of webhook deliveries shows, already read, with the events that were answered. */
  deliveryLog?: { files: string[]; logs: DeliveryLogs; answered: readonly DeliveredKey[] };
  /** What a live test saw, already made. */
  proof?: Proof;
}
