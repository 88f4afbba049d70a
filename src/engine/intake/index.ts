export { type ParsedDelivery, parseDelivery } from './parse.ts';
export { isPanelTest } from './read-event.ts';
export type { Receipt, SignaturePolicy } from './reception.ts';
export { type Intake, type IntakeOptions, IntakeUnavailable, startIntake } from './server.ts';
