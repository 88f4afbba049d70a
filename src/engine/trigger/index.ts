export { buildDelivery, type Changes, UnknownField } from './build-delivery.ts';
export {
  type DeliverySummary,
  listDeliveries,
  loadDelivery,
  type RawEvent,
  UnknownDelivery,
} from './deliveries.ts';
export { createDeliveryWire, type DeliveryAnswer, type Sending, sendDelivery } from './send-delivery.ts';
export { MOST_DELIVERIES, type Row, type RowOutcome, triggerMany } from './trigger-many.ts';
