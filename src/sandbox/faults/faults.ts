/**
 * Which faults are in force, and whether one meets a request; what there are is in fault-list.ts. For the host and the
 * deliveries.
 */
import type { SandboxRequest, Service } from '../router.ts';
import { type DeliveryDisorder, FAULT_LIST, type Fault, type FaultKind } from './fault-list.ts';

/** Faults by name, for lists and for `setFaults`. */
export const FAULTS: readonly { name: string; title: string }[] = FAULT_LIST.map(({ name, title }) => ({
  name,
  title,
}));

/** No fault has this name. */
export class UnknownFault extends Error {
  override readonly name = 'UnknownFault';
  readonly fault: string;
  readonly known: readonly string[];

  constructor(fault: string, known: readonly string[]) {
    super(`There is no fault named ${fault}.`);
    this.fault = fault;
    this.known = known;
  }
}

interface ActiveFault extends Fault {
  /** Start of the paths that it is confined to; '' for all. */
  confinedTo: string;
}

/**
 * The faults in force. A name may confine its fault to paths that begin in one way: `reset@/crm/` closes only the
 * connections of CRM calls.
 */
export class Faults {
  #active: readonly ActiveFault[] = [];
  /** How often a fault has met a route. */
  readonly #met = new Map<string, number>();

  /** Replaces the faults in force; throws `UnknownFault`. */
  set(names: readonly string[]): void {
    this.#active = names.map(activeFault);
    this.#met.clear();
  }

  /** As they were given. */
  get names(): readonly string[] {
    return this.#active.map(({ name, confinedTo }) => (confinedTo === '' ? name : `${name}@${confinedTo}`));
  }

  /** What the first fault that meets this request does to it; undefined for none. */
  meet(service: Service, request: SandboxRequest): FaultKind | undefined {
    const fault = this.#active.filter(meetsRequests).find((one) => this.#meets(one, service, request));
    if (fault === undefined) return undefined;
    const key = meetingKey(fault, service, request);
    this.#met.set(key, (this.#met.get(key) ?? 0) + 1);
    return fault.does;
  }

  /** What is wrong with deliveries. */
  get disorders(): ReadonlySet<DeliveryDisorder> {
    return new Set(this.#active.flatMap(({ does }) => (does.kind === 'deliver' ? [does.disorder] : [])));
  }

  #meets(fault: ActiveFault, service: Service, request: SandboxRequest): boolean {
    if (fault.service !== undefined && fault.service !== service.name) return false;
    if (fault.path !== undefined && !fault.path.test(request.path)) return false;
    if (!request.path.startsWith(fault.confinedTo)) return false;
    if (fault.writes && !isWrite(request)) return false;
    const met = this.#met.get(meetingKey(fault, service, request)) ?? 0;
    return fault.times === undefined || met < fault.times;
  }
}

type RequestFault = ActiveFault & { does: FaultKind };

function meetsRequests(fault: ActiveFault): fault is RequestFault {
  return fault.does.kind !== 'deliver';
}

/** Reads that HubSpot wants as POST. */
const READ_BY_POST = /\/(?:search|batch\/read|access-token-info)$/;

function isWrite({ method, path }: SandboxRequest): boolean {
  return method !== 'GET' && !(method === 'POST' && READ_BY_POST.test(path));
}

function meetingKey(fault: ActiveFault, service: Service, request: SandboxRequest): string {
  return `${fault.name} ${service.name} ${request.method} ${service.patternOf(request)}`;
}

function activeFault(wanted: string): ActiveFault {
  const [name = '', confinedTo = ''] = wanted.split('@', 2);
  const fault = FAULT_LIST.find((one) => one.name === name);
  if (fault === undefined)
    throw new UnknownFault(
      name,
      FAULT_LIST.map((one) => one.name),
    );
  return { ...fault, confinedTo };
}
