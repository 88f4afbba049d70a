export { createEndpoint, type Endpoint, type EndpointOptions, isEndpoint } from './endpoint.ts';
export {
  createOutbound,
  OUTBOUND_EFFECTS,
  type Outbound,
  type OutboundEffect,
  type OutboundOptions,
} from './outbound.ts';
