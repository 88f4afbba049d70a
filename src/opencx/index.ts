export { createOpenCx, OPENCX_HOSTS, type OpenCxOptions } from './opencx.ts';
export { pingWebhook } from './ping-webhook.ts';
