export { createHttpResponder } from './http.ts';
export { openResponder } from './open.ts';
export { type Conversation, type Responder, ResponderFailed, silentResponder } from './responder.ts';
export { readScriptedResponder } from './scripted.ts';
