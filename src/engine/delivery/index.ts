export { createConsoleDelivery } from './console.ts';
export { type DeliveredReply, type Delivery, DeliveryFailed } from './delivery.ts';
export { createFileDelivery } from './file.ts';
export { createHttpDelivery } from './http.ts';
export { openDelivery } from './open.ts';
