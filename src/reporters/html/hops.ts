import { areaOf } from '../checklist.ts';

export type HopId = 'hubspot' | 'webhook' | 'opencx' | 'handoff' | 'reply';

/** One station on the way from the customer's message to the answer. */
export interface Hop {
  id: HopId;
  /** Under the station in the picture. */
  title: string;
  /** What it has to do for the way to go on. */
  task: string;
}

/** In the order in which a message passes them. */
export const HOPS: readonly Hop[] = [
  {
    id: 'hubspot',
    title: 'HubSpot',
    task: 'keeps the conversation and lets OpenCX read and write with its token and scopes',
  },
  {
    id: 'webhook',
    title: 'Webhook',
    task: 'tells OpenCX of each new message, conversation and ticket change',
  },
  { id: 'opencx', title: 'OpenCX', task: 'works on what it was told, and writes or drafts the answer' },
  { id: 'handoff', title: 'Handoff', task: 'puts a ticket with the whole story before a rep' },
  { id: 'reply', title: 'Reply', task: 'reaches the customer on the channel that they wrote on' },
];

/** The first part of a check's id. */
export type Area = string extends infer Id ? (Id extends `${infer First}/${string}` ? First : never) : never;

/** Which station a finding belongs to. */
export const HOP_OF_AREA: Readonly<Record<Area, HopId>> = {
  token: 'hubspot',
  scopes: 'hubspot',
  account: 'hubspot',
  logs: 'hubspot',
  conversation: 'hubspot',
  webhooks: 'webhook',
  opencx: 'opencx',
  'default-user': 'opencx',
  processing: 'opencx',
  crm: 'opencx',
  handoff: 'handoff',
  replies: 'reply',
};

export function hopOf(check: string): HopId {
  return HOP_OF_AREA[areaOf(check) as Area];
}

export function hopTitle(id: HopId): string {
  return HOPS.find((hop) => hop.id === id)?.title ?? id;
}
