/** Sets one property of one ticket, and puts back what it held, whatever happens in between. */
import { type EvidenceError, EvidenceFailure } from '../../../core/evidence.ts';
import type { PropertyState, TicketProperties } from '../../../core/hubspot/ticket-property.ts';

/** What is changed for the test, as it was read before. */
export interface PlannedChange {
  portalId: number;
  ticketId: string;
  property: string;
  /** What the property held. */
  was: string;
  value: string;
  /** The session in which OpenCX keeps what it hears of the ticket. */
  sessionId: string;
}

/** How putting back ended. */
export type PutBack =
  | { is: 'put-back' }
  /** The ticket holds what it held, and nothing was to be done. */
  | { is: 'unchanged' }
  /** Somebody has set another value meanwhile, which stands. */
  | { is: 'changed-by-another' }
  | { is: 'failed'; why: string };

/** It is put back at any price: a busy or a restarting HubSpot is asked again. */
const ATTEMPTS = 4;
const BETWEEN_ATTEMPTS_MS = 2_000;

export class TicketChange {
  readonly planned: PlannedChange;
  readonly #tickets: TicketProperties;
  readonly #sleep: (milliseconds: number) => Promise<unknown>;
  /** Something may have been written that is not put back yet. */
  #isOpen = false;
  /** What the ticket holds by this test: HubSpot may have brought it into a form of its own. */
  #held: string;

  constructor(
    planned: PlannedChange,
    tickets: TicketProperties,
    sleep: (milliseconds: number) => Promise<unknown>,
  ) {
    this.planned = planned;
    this.#tickets = tickets;
    this.#sleep = sleep;
    this.#held = planned.value;
  }

  /**
   * @returns the value as HubSpot keeps it
   * @throws EvidenceFailure where it was not set, or where somebody else changes the property at the same time
   */
  async make(): Promise<string> {
    const { ticketId, property, was, value } = this.planned;
    const before = await this.#state();
    if (before.value !== was) throw changedMeanwhile(property);
    this.#isOpen = true;
    await this.#tickets.set(ticketId, property, value);
    const { value: held, versions } = await this.#state();
    this.#held = held;
    const [newest, replaced] = versions;
    if (newest?.value === held && replaced !== undefined && replaced.value !== was)
      throw changedMeanwhile(property);
    return held;
  }

  /** Does nothing where nothing was written, and where it was called before. */
  async putBack(): Promise<PutBack | undefined> {
    if (!this.#isOpen) return undefined;
    let failure: EvidenceError | undefined;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        const done = await this.#putBackOnce();
        this.#isOpen = false;
        return done;
      } catch (error) {
        if (!(error instanceof EvidenceFailure)) throw error;
        failure = error.error;
      }
      if (attempt < ATTEMPTS) await this.#sleep(BETWEEN_ATTEMPTS_MS);
    }
    return { is: 'failed', why: failure?.message ?? '' };
  }

  async #putBackOnce(): Promise<PutBack> {
    const { ticketId, property, was, value } = this.planned;
    const { value: now } = await this.#state();
    if (now === was) return { is: 'unchanged' };
    if (now !== value && now !== this.#held) return { is: 'changed-by-another' };
    await this.#tickets.set(ticketId, property, was);
    return { is: 'put-back' };
  }

  async #state(): Promise<PropertyState> {
    const { ticketId, property } = this.planned;
    const state = await this.#tickets.state(ticketId, property);
    if (state) return state;
    throw new EvidenceFailure({
      kind: 'not-configured',
      message: `Ticket ${ticketId} is not there any more.`,
    });
  }
}

function changedMeanwhile(property: string): EvidenceFailure {
  return new EvidenceFailure({
    kind: 'not-configured',
    message: `Somebody else changed ${property} of the ticket at the same time, perhaps another live test: its own change was taken back.`,
  });
}
