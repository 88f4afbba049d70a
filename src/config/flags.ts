import type { Given } from '../core/given.ts';
import { CONNECTION_MODES, type ConnectionMode } from '../core/ids.ts';
import { nearestClause } from '../files/nearest.ts';
import { UsageError } from '../files/usage-error.ts';

/** The doctor's flags that say what is given and what is meant, as they were typed. */
export interface Flags {
  /** `--token-file`: path, or `-` for standard input. */
  tokenFile?: string;
  /** `--webhook-url`: the URL that OpenCX shows; '' when it shows none. */
  webhookUrl?: string;
  /** `--default-user`: the Default User ID that OpenCX shows; '' when the field is empty. */
  defaultUser?: string;
  portal?: string;
  mode?: string;
  /** Id, or the address of the conversation in HubSpot. */
  thread?: string;
  /** Id, or the address of the ticket in HubSpot. */
  ticket?: string;
  session?: string;
  contact?: string;
  webhookConfig?: readonly string[];
  answers?: readonly string[];
  /** `--journal`: an engine's journal. */
  journal?: string;
  config?: string;
  profile?: string;
  /** Hosts beside HubSpot's and OpenCX's own that secrets may be sent to. No file and no variable can say this. */
  allowHost?: readonly string[];
  probeWebhook?: boolean;
  offline?: boolean;
}

const DIGITS = /^\d+$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;

/** Addresses of HubSpot's screens: inbox and help desk, old and new record pages. */
const THREAD_ADDRESS = /\/live-messages\/\d+\/inbox\/(\d+)(?![^/?#])/;
const TICKET_ADDRESS =
  /\/(?:help-desk\/\d+\/(?:[^?#]*\/)?ticket|contacts\/\d+\/(?:record\/0-5|ticket))\/(\d+)(?![^/?#])/;

/** What the flags say about whom and what the run is about. @throws {UsageError} that names the flag */
export function readFlags(
  flags: Flags,
): Pick<Given, 'portalId' | 'mode' | 'threadId' | 'ticketId' | 'sessionId' | 'contactEmail'> {
  const { portal, mode, thread, ticket, session, contact } = flags;
  return {
    ...(portal === undefined ? {} : { portalId: readPortalId(portal) }),
    ...(mode === undefined ? {} : { mode: readMode(mode) }),
    ...(thread === undefined ? {} : { threadId: readThreadId(thread) }),
    ...(ticket === undefined ? {} : { ticketId: readTicketId(ticket) }),
    ...(session === undefined ? {} : { sessionId: readSessionId(session) }),
    ...(contact === undefined ? {} : { contactEmail: readContactEmail(contact) }),
  };
}

function readPortalId(value: string): number {
  const id = Number(value.trim());
  if (!DIGITS.test(value.trim()) || !Number.isSafeInteger(id))
    throw new UsageError('--portal wants the portal id, which is a number such as 1020304.');
  return id;
}

function readThreadId(value: string): string {
  if (TICKET_ADDRESS.test(value))
    throw new UsageError('--thread was given the address of a ticket.', { hint: 'Use --ticket for it.' });
  return readId(
    value,
    THREAD_ADDRESS,
    '--thread wants the id of a conversation, or its address in the HubSpot inbox.',
  );
}

function readTicketId(value: string): string {
  if (THREAD_ADDRESS.test(value))
    throw new UsageError('--ticket was given the address of a conversation.', {
      hint: 'Use --thread for it.',
    });
  return readId(value, TICKET_ADDRESS, '--ticket wants the id of a ticket, or its address in HubSpot.');
}

function readSessionId(value: string): string {
  if (!UUID.test(value.trim()))
    throw new UsageError('--session wants the id of an OpenCX session, which is a UUID.');
  return value.trim().toLowerCase();
}

function readContactEmail(value: string): string {
  if (!EMAIL.test(value.trim())) throw new UsageError('--contact wants an email address.');
  return value.trim();
}

function readMode(value: string): ConnectionMode {
  const mode = CONNECTION_MODES.find((known) => known === value.trim());
  if (mode === undefined)
    throw new UsageError(
      `--mode wants one of ${CONNECTION_MODES.join(', ')}${nearestClause(value, CONNECTION_MODES)}.`,
    );
  return mode;
}

function readId(value: string, address: RegExp, message: string): string {
  const trimmed = value.trim();
  const id = DIGITS.test(trimmed) ? trimmed : address.exec(trimmed)?.[1];
  if (id === undefined) throw new UsageError(message);
  return id;
}
