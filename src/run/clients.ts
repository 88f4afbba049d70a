/** What makes calls, and what asks the services by it: loaded together, where calls are made. */
export { createDeveloperReader, exchangeOf } from '../hubspot/developer.ts';
export { createHubSpotReader } from '../hubspot/reader.ts';
export { ticketProperties } from '../hubspot/ticket-properties.ts';
export { createHubSpotWriter } from '../hubspot/writer.ts';
export { createOpenCx } from '../opencx/opencx.ts';
export { pingWebhook } from '../opencx/ping-webhook.ts';
export { createWire } from '../wire/wire.ts';
