import type { Unreadable } from '../unreadable.ts';

/** A property of tickets, as the portal defines it (HubSpot docs, "Properties"). */
export interface TicketProperty extends Unreadable {
  name: string;
  /** `string`, `number`, `enumeration`, `bool`, `date`, `datetime`. */
  type?: string;
  options: readonly { value: string; hidden: boolean }[];
  /** HubSpot reckons it from something else. */
  calculated: boolean;
  /** Nobody may set its value. */
  readOnly: boolean;
}

/** What a property holds on one ticket; '' for nothing. */
export interface PropertyState {
  value: string;
  /** What it held, the newest first; empty where HubSpot does not say. */
  versions: readonly { value: string; at: string }[];
}

/** One property of one ticket, read and set: what a live test changes, and puts back. Throws `EvidenceFailure`. */
export interface TicketProperties {
  /** All that tickets of the portal have. */
  defined(): Promise<TicketProperty[]>;
  /** null where there is no such ticket. */
  state(ticketId: string, property: string): Promise<PropertyState | null>;
  /** May be repeated without harm. */
  set(ticketId: string, property: string, value: string): Promise<void>;
}
