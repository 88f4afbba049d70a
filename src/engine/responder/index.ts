export { createHttpResponder } from './http.ts';
export { type Conversation, type Responder, ResponderFailed, silentResponder } from './responder.ts';
export { readScriptedResponder } from './scripted.ts';
