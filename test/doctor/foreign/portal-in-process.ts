/** An emulated portal without a socket: the wire's connections lead straight into the services, and answers can be changed on the way. */
import { Dispatcher } from 'undici';
import { CHECK_IDS } from '../../../checks/index.ts';
import type { Report } from '../../../src/core/report.ts';
import type { Selection } from '../../../src/doctor/selection.ts';
import { Examination } from '../../../src/run/examination.ts';
import { sandboxSettings } from '../../../src/run/sandbox/settings.ts';
import { openWorld } from '../../../src/run/world.ts';
import { CallMeter } from '../../../src/sandbox/hubspot/call-meter.ts';
import { HubSpotService } from '../../../src/sandbox/hubspot/hubspot-service.ts';
import { OpenCxService } from '../../../src/sandbox/opencx.ts';
import { loadPortal, type Portal } from '../../../src/sandbox/portal/portals.ts';
import { Store } from '../../../src/sandbox/portal/store.ts';
import type { SandboxRequest, Service } from '../../../src/sandbox/router.ts';
import { givenAt, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { PROOF } from '../../support/proof.ts';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** One request as it is told apart from others: `GET /crm/v3/owners?limit=1`, with its body where it has one. */
type Asked = string;

/** What becomes of an answer on its way. */
export type Change = (asked: Asked, answer: Answer, pattern: string) => Answer;

const ORIGINS = { hubspot: 'http://127.0.0.1:1', opencx: 'http://127.0.0.1:2' };
/** A limit that nobody reaches, so that what keeps to a part of it need not wait. */
const NO_LIMIT = {
  'x-hubspot-ratelimit-max': '1000000',
  'x-hubspot-ratelimit-interval-milliseconds': '1000',
};
const CORRELATION_ID = '00000000-0000-4000-8000-000000000001';

/** Milliseconds: no run needs so much, also on a machine that is busy for hours, and one that does has not ended by itself. */
export const DEADLINE_MS = PROOF ? 120_000 : 10_000;

interface LookedAt {
  selection?: Selection;
}

const EVERYTHING: Selection = { symptom: null, checks: CHECK_IDS, skipped: [] };

export class PortalInProcess {
  readonly #portal: Portal;
  readonly #meter = new CallMeter();
  readonly #services: Record<string, Service>;

  static async load(name: string): Promise<PortalInProcess> {
    return new PortalInProcess(await loadPortal(name));
  }

  private constructor(portal: Portal) {
    this.#portal = portal;
    const store = new Store(portal.state);
    this.#services = {
      [ORIGINS.hubspot]: new HubSpotService(store, this.#meter),
      [ORIGINS.opencx]: new OpenCxService(store),
    };
  }

  /** All that the doctor finds, with the portal's person at the keyboard. */
  async examine(change?: Change, options: LookedAt = {}): Promise<Report> {
    return (await this.look(change, options)).report();
  }

  /** As `examine`, with what was gathered. */
  async look(
    change: Change = (_, answer) => answer,
    { selection = EVERYTHING }: LookedAt = {},
  ): Promise<Examination> {
    this.#meter.reset();
    const sandbox = {
      portal: this.#portal,
      given: givenAt(ORIGINS.opencx, this.#portal.given),
      url: ORIGINS.hubspot,
      openCxUrl: ORIGINS.opencx,
      webhookTargetUrl: `${ORIGINS.opencx}/backend/hubspot/sandbox`,
    } as Sandbox;
    const settings = await sandboxSettings(sandbox, {}, { cwd: import.meta.dirname });
    const connections = new AnswersInProcess((origin, request) => this.#answer(origin, request, change));
    const open = await openWorld(settings, { timeoutMs: DEADLINE_MS, proxy: {}, connections });
    const examination = new Examination({
      selection,
      settings,
      open,
      suppressions: undefined,
      profile: undefined,
      signal: new AbortController().signal,
      timeoutMs: DEADLINE_MS,
      deadlineMs: DEADLINE_MS,
    });
    await examination.gather();
    return examination;
  }

  #answer(origin: string, request: SandboxRequest, change: Change): Answer {
    const service = this.#services[origin];
    if (!service) throw new Error(`Nothing stands for ${origin}.`);
    const reply = service.answer(request);
    const query = request.query.size > 0 ? `?${request.query}` : '';
    return change(
      `${request.method} ${request.path}${query} ${request.body}`.trim(),
      { status: reply.status, headers: { ...reply.headers, ...NO_LIMIT }, body: reply.body(CORRELATION_ID) },
      `${service.name} ${request.method} ${service.patternOf(request)}`,
    );
  }
}

class AnswersInProcess extends Dispatcher {
  readonly #answer: (origin: string, request: SandboxRequest) => Answer;

  constructor(answer: (origin: string, request: SandboxRequest) => Answer) {
    super();
    this.#answer = answer;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const controller = { abort() {} } as unknown as Dispatcher.DispatchController;
    handler.onRequestStart?.(controller, {});
    const url = new URL(options.path, options.origin);
    const { status, headers, body } = this.#answer(url.origin, {
      method: options.method,
      path: url.pathname.replace(/(?<=.)\/+$/, ''),
      query: url.searchParams,
      headers: options.headers as Record<string, string>,
      body: String(options.body ?? ''),
    });
    setImmediate(() => {
      handler.onResponseStart?.(controller, status, headers, '');
      handler.onResponseData?.(controller, Buffer.from(body));
      handler.onResponseEnd?.(controller, {});
    });
    return true;
  }
}

/** What the report says is so, or probably so. */
export function accusedIn({ causes }: Report): string[] {
  return causes.filter(({ confidence }) => confidence !== 'possible').map(({ id }) => id);
}
