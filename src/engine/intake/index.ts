export { type ParsedDelivery, parseDelivery } from './parse.ts';
export { isPanelTest } from './read-event.ts';
export { type Receipt, type SignaturePolicy, signaturePolicy } from './reception.ts';
export { type Intake, type IntakeOptions, startIntake } from './server.ts';
