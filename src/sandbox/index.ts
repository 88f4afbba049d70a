export type { Delivery, DeliveryTarget, DeliveryTiming } from './deliveries.ts';
export { NotLoopback } from './delivery-request.ts';
export { FAULTS, UnknownFault } from './faults.ts';
export type { SeenRequest } from './host.ts';
export type { CustomerOptions, Written } from './people/customer.ts';
export { RefusedAct } from './people/refused-act.ts';
export type { ReplyOptions, RepOptions } from './people/rep.ts';
export type { MessageView, ThreadView, TicketView } from './people/thread-view.ts';
export type { Portal } from './portal-schema.ts';
export { listPortals, loadPortal, type PortalSummary, UnknownPortal, UnrelatedPortals } from './portals.ts';
export { givenFor, type PortalPeople, type Sandbox, type SandboxOptions, startSandbox } from './sandbox.ts';
export type { PortalState } from './state-schema.ts';
export type { Unmet } from './stories/expectations.ts';
export {
  type PlayedStory,
  type PlayOptions,
  playStory,
  StoryFailed,
  type StoryMoment,
} from './stories/play.ts';
export { listStories, loadStory, type Story, type StorySummary, UnknownStory } from './stories/stories.ts';
export type { WebhookEventBody } from './webhook-events.ts';
