export { closeTicket } from './close.ts';
export { sessionIdOf } from './session-id.ts';
export { type WorkContext, workOn } from './work.ts';
