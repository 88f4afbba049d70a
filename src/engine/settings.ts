import type { RuleGeneration } from '../core/decision.ts';

/** What the engine knows about the integration; the defaults are the documented figures. */
export interface EngineSettings {
  generation: RuleGeneration;
  /** Portal of the token; absent where HubSpot does not say: then events of any portal are worked. */
  portalId?: number;
  /** Actor id of the Default User ID, `A-7001`; absent: the owner gate lets nothing through. */
  aiUser?: string;
  /** App whose writes are the engine's own. */
  appId?: number;
  /** Ticket creation and ticket events; off: a handoff still happens, without a ticket. */
  ticketing: boolean;
  /** A workflow creates tickets for channels that HubSpot does not own. */
  workflowAction: boolean;
  assistMode: boolean;
  /** Milliseconds that an email event waits so that concurrent workflows can finish. */
  emailDelayMs: number;
  /** Milliseconds between a resolution and the closing of the ticket. */
  closeDelayMs: number;
  /** Retries of a HubSpot call after a transient failure. */
  retries: number;
  /** Where tickets are made; HubSpot's own first pipeline by default. */
  pipelineId: string;
  openStageId: string;
  closedStageId: string;
  /** Base of the session link in the handoff comment. */
  sessionLinkBase: string;
}

export const DEFAULT_SETTINGS: EngineSettings = {
  generation: 'G2',
  ticketing: true,
  workflowAction: false,
  assistMode: false,
  emailDelayMs: 5_000,
  closeDelayMs: 15_000,
  retries: 3,
  pipelineId: '0',
  openStageId: '1',
  closedStageId: '4',
  sessionLinkBase: 'https://platform.open.cx/inbox',
};

/** An email is answered and a ticket is closed at once. */
export function withoutDelays(settings: EngineSettings): EngineSettings {
  return { ...settings, emailDelayMs: 0, closeDelayMs: 0 };
}
