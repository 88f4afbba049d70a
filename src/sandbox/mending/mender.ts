/**
 * Mends a running portal: takes back what it was broken with, by name, and sets single fields, so that a cause can be
 * seen to go. Nothing else that happened in the portal meanwhile is lost.
 */

import { isObject } from '../../core/json.ts';
import type { Faults } from '../faults/faults.ts';
import { KNOWN_SCOPES } from '../hubspot/scopes.ts';
import { mergePatch, patchBetween } from '../json.ts';
import type { Rep } from '../people/rep.ts';
import { expectAgent, RefusedAction, UnknownName } from '../people/threads.ts';
import { breakableBy, brokenParts, loadPortalWithout, type Portal, parseGiven } from '../portal/portals.ts';
import type { Store } from '../portal/store.ts';

/** What is to be mended; with nothing named, everything. */
export interface Wish {
  /** Portals whose difference is taken back, their causes, and faults that are switched off. */
  names?: readonly string[];
  /** Actor id of the agent who is given the conversation that the portal is about. */
  assign?: string;
  /** Scopes that the portal's apps are granted. */
  grant?: readonly string[];
  /** Event throttling, as it then stands in HubSpot and on its screens. */
  throttle?: number;
}

export interface Mended {
  mended: string[];
  /** Names of what is still broken. */
  left: string[];
}

/** One thing that the portal is broken with. */
interface Break {
  /** As it is listed; `words` names it too. */
  name: string;
  words: readonly string[];
  kind: 'portal' | 'fault';
}

export class Mender {
  /** What the person at the keyboard has by now. */
  given: Portal['given'];
  readonly #portal: Portal;
  readonly #store: Store;
  readonly #faults: Faults;
  readonly #rep: Rep;
  readonly #mended = new Set<string>();
  /** The portal's, with those of what it was broken with since. */
  #name: string;
  readonly #listeners: (() => Promise<void>)[] = [];

  constructor(portal: Portal, parts: { store: Store; faults: Faults; rep: Rep }) {
    this.#portal = portal;
    this.#name = portal.name;
    this.given = portal.given;
    this.#store = parts.store;
    this.#faults = parts.faults;
    this.#rep = parts.rep;
  }

  /** Waits with each answer for what a listener does about it. */
  onMended(listener: () => Promise<void>): void {
    this.#listeners.push(listener);
  }

  reset(): void {
    this.given = this.#portal.given;
    this.#name = this.#portal.name;
    this.#mended.clear();
  }

  /** Rejects with `RefusedAction`; nothing is changed then. */
  async mend(wish: Wish): Promise<Mended> {
    const breaks = await this.#breaks();
    const { names = [], assign, grant = [], throttle } = wish;
    const setsFields = assign !== undefined || grant.length > 0 || throttle !== undefined;
    const wanted = names.length === 0 && !setsFields ? breaks : names.map((word) => breakNamed(word, breaks));
    const threadId = assign === undefined ? undefined : this.#conversationFor(assign);
    for (const scope of grant) this.#expectScope(scope);
    if (throttle !== undefined) this.#expectThrottle();

    await this.#takeBack(wanted);
    if (assign !== undefined && threadId !== undefined) this.#rep.assigns(threadId, assign);
    if (grant.length > 0) this.#grant(grant);
    if (throttle !== undefined) this.#setThrottle(throttle);
    for (const listener of this.#listeners) await listener();
    const left = await this.#breaks();
    return {
      mended: [
        ...wanted.map(({ name }) => name),
        ...(assign === undefined ? [] : [`assigned to ${assign}`]),
        ...grant.map((scope) => `granted ${scope}`),
        ...(throttle === undefined ? [] : [`throttle ${throttle}`]),
      ],
      left: left.map(({ name }) => name),
    };
  }

  /** Names of what is broken, the portal's own faults and those that were switched on. */
  async broken(): Promise<string[]> {
    return (await this.#breaks()).map(({ name }) => name);
  }

  /** Lays what breaks another portal over what this one has become; rejects with `RefusedAction` for one that does not fit. */
  async break(name: string): Promise<void> {
    const fitting = (await breakableBy(this.#name)).map((portal) => portal.name);
    if (!this.#mended.has(name) && !fitting.includes(name)) {
      throw new UnknownName(
        `This portal cannot be broken with ${name}.`,
        name,
        fitting,
        `It can with: ${fitting.join(', ')}.`,
      );
    }
    await this.#become(() => {
      if (!this.#mended.delete(name)) this.#name = `${this.#name}+${name}`;
    });
    for (const listener of this.#listeners) await listener();
  }

  async #breaks(): Promise<Break[]> {
    const parts = await brokenParts(this.#name);
    return [
      ...parts
        .filter(({ name }) => !this.#mended.has(name))
        .map(({ name, causes }) => ({ name, words: [name, ...causes], kind: 'portal' }) as const),
      ...this.#faults.names.map((name) => ({ name, words: [name], kind: 'fault' }) as const),
    ];
  }

  /** Lays what the portal would be without its faults over what it has become. */
  async #takeBack(wanted: readonly Break[]): Promise<void> {
    await this.#become(() => {
      for (const { name, kind } of wanted) if (kind === 'portal') this.#mended.add(name);
    });
    const off = wanted.filter(({ kind }) => kind === 'fault').map(({ name }) => name);
    this.#faults.set(this.#faults.names.filter((name) => !off.includes(name)));
  }

  /** Lays over what the portal has become the difference that a change of what it is made of comes to. */
  async #become(change: () => void): Promise<void> {
    const before = await loadPortalWithout(this.#name, this.#mended);
    change();
    const after = await loadPortalWithout(this.#name, this.#mended);
    this.#store.patch(patchBetween(before.state, after.state));
    this.given = parseGiven(mergePatch(this.given, patchBetween(before.given, after.given)));
    const kept = this.#faults.names.filter(
      (name) => after.faults.includes(name) || !before.faults.includes(name),
    );
    this.#faults.set([
      ...new Set([...kept, ...after.faults.filter((name) => !before.faults.includes(name))]),
    ]);
  }

  /** @throws RefusedAction for what is no agent, and where the portal is about no single conversation */
  #conversationFor(actorId: string): string {
    expectAgent(this.#store, actorId);
    const [first, ...others] = Object.keys(this.#store.state.threads);
    const threadId = this.given.thread ?? (others.length === 0 ? first : undefined);
    if (threadId === undefined) {
      throw new RefusedAction(
        'This portal is about no single conversation; assign one by /sandbox/act/assign.',
      );
    }
    return threadId;
  }

  #expectScope(scope: string): void {
    const apps = Object.values(this.#store.state.apps);
    if (apps.length === 0) throw new RefusedAction('This portal has no app that could be granted a scope.');
    const known = [...new Set([...KNOWN_SCOPES, ...apps.flatMap(({ scopes }) => Object.keys(scopes))])];
    if (known.includes(scope)) return;
    throw new UnknownName(
      `HubSpot has no scope ${scope}, as far as this portal knows.`,
      scope,
      known,
      'It knows those that OpenCX asks for and those that its own routes want, such as crm.objects.owners.read.',
    );
  }

  #expectThrottle(): void {
    const { answers, webhookConfig } = this.given;
    const apps = Object.values(this.#store.state.apps);
    const isShown =
      apps.some(({ webhooks }) => webhooks.settings !== undefined) ||
      'webhooks.throttle' in answers ||
      namesThrottle(webhookConfig);
    if (!isShown)
      throw new RefusedAction('Nothing in this portal shows an event throttling that could be set.');
  }

  #grant(scopes: readonly string[]): void {
    for (const app of Object.values(this.#store.state.apps)) {
      for (const scope of scopes) app.scopes[scope] = true;
    }
  }

  #setThrottle(maxConcurrentRequests: number): void {
    for (const { webhooks } of Object.values(this.#store.state.apps)) {
      if (webhooks.settings) Object.assign(webhooks.settings, { maxConcurrentRequests });
    }
    const { answers, webhookConfig } = this.given;
    this.given = {
      ...this.given,
      answers: {
        ...answers,
        ...('webhooks.throttle' in answers && { 'webhooks.throttle': maxConcurrentRequests }),
      },
      webhookConfig: withThrottle(webhookConfig, maxConcurrentRequests),
    };
  }
}

function breakNamed(word: string, breaks: readonly Break[]): Break {
  const found = breaks.find(({ words }) => words.includes(word));
  if (found !== undefined) return found;
  const names = breaks.map(({ name }) => name);
  throw new UnknownName(
    `Nothing called ${word} is broken in this portal.`,
    word,
    names,
    names.length === 0 ? 'Nothing is.' : `Broken are: ${names.join(', ')}.`,
  );
}

/** Whether a configuration in any of its forms says anything of throttling. */
function namesThrottle(value: unknown): boolean {
  return JSON.stringify(value)?.includes('"maxConcurrentRequests"') ?? false;
}

/** The same configuration in any of its forms, with another throttle. */
function withThrottle(value: unknown, throttle: number): unknown {
  if (Array.isArray(value)) return value.map((item) => withThrottle(item, throttle));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'maxConcurrentRequests' ? throttle : withThrottle(item, throttle),
    ]),
  );
}
