import * as v from 'valibot';
import { mergePatch } from '../json.ts';
import { AppLog } from './app-log.ts';
import type { PortalEvent } from './events.ts';
import { type PortalState, portalStateSchema } from './state.ts';
import { withTraffic } from './traffic.ts';

const SECOND = 1000;

type FillApps = (apps: PortalState['apps']) => PortalState['apps'];

/**
 * The portal's state while the sandbox runs: it starts as loaded, takes writes, and can be put back.
 *
 * Its clock and its ids are counted, never drawn, so that the same requests always get the same answers.
 */
export class Store {
  /** What really came and went while it was served. */
  readonly appLog = new AppLog();
  readonly #loaded: PortalState;
  #state: PortalState;
  #fillApps: FillApps = (apps) => apps;
  #seconds = 0;
  #ids = 0;
  #requests = 0;
  #events = 0;
  readonly #listeners: ((event: PortalEvent) => void)[] = [];

  constructor(loaded: PortalState) {
    this.#loaded = withTraffic(structuredClone(loaded));
    this.#state = structuredClone(this.#loaded);
  }

  get state(): PortalState {
    return this.#state;
  }

  /** Puts what is known only once the portal is served into its apps, and into what is laid over them later. */
  fillApps(fill: FillApps): void {
    this.#fillApps = fill;
    this.reset();
  }

  /** Lays a merge patch over what the portal has become. */
  patch(patch: unknown): void {
    this.#state = this.#filled(v.parse(portalStateSchema, mergePatch(this.#state, patch)));
  }

  reset(): void {
    this.#state = this.#filled(structuredClone(this.#loaded));
    this.#seconds = 0;
    this.#ids = 0;
    this.#events = 0;
    this.appLog.clear();
  }

  #filled(state: PortalState): PortalState {
    return { ...state, apps: this.#fillApps(state.apps) };
  }

  /** Hears of every event from now on, at once and in order. */
  onEvent(listener: (event: PortalEvent) => void): void {
    this.#listeners.push(listener);
  }

  emit(event: PortalEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** The portal's time, ISO. */
  now(): string {
    return new Date(Date.parse(this.#state.clock) + this.#seconds * SECOND).toISOString();
  }

  /** The time of a write: a second after the one before. */
  tick(): string {
    this.#seconds += 1;
    return this.now();
  }

  /** A numeric id that no fixture uses. */
  nextId(): string {
    this.#ids += 1;
    return String(990_000_000_000 + this.#ids);
  }

  nextUuid(): string {
    this.#ids += 1;
    return `00000000-0000-4000-8000-${String(this.#ids).padStart(12, '0')}`;
  }

  nextEventId(): number {
    this.#events += 1;
    return 3_814_000_000 + this.#events;
  }

  nextCorrelationId(): string {
    this.#requests += 1;
    return `00000000-0000-0000-0000-${String(this.#requests).padStart(12, '0')}`;
  }
}
