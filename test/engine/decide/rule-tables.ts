/**
 * All that the rules can say: begins with each kind of event and message, in both generations, and tries everything else
 * that a rule may look at otherwise than usual; with the kinds that most rules are about, two at a time.
 */
import { type Decision, RULE_GENERATIONS, type RuleStep } from '../../../src/core/decision.ts';
import type { WebhookEvent } from '../../../src/core/event.ts';
import { OPENCX_MARKERS } from '../../../src/core/hubspot/authors.ts';
import type { Message, Thread } from '../../../src/core/hubspot/records.ts';
import { decideEnvelope, decideMessage, type MessageGiven } from '../../../src/engine/decide/decide.ts';
import type { EngineSettings } from '../../../src/engine/settings.ts';
import {
  association,
  creation,
  event,
  fromAi,
  fromApp,
  fromRep,
  given,
  handedOff,
  message,
  note,
  ownerChange,
  REP,
  repComment,
  session,
  ticketChange,
} from './builders.ts';

/** What is otherwise than usual; undefined takes something away. */
interface Change {
  event?: Nullable<WebhookEvent>;
  message?: Nullable<Message>;
  thread?: Nullable<Thread>;
  settings?: Nullable<EngineSettings>;
  session?: MessageGiven['session'];
  duplicateOf?: MessageGiven['duplicateOf'];
}
type Nullable<T> = { [K in keyof T]?: T[K] | undefined };

interface Beginning {
  event: WebhookEvent;
  message?: Message;
  /** Two changes at a time are tried too. */
  inPairs?: true;
}

const BEGINNINGS: Readonly<Record<string, Beginning>> = {
  "a customer's message": { event: event(), inPairs: true },
  'a message by its older name': { event: event({ type: 'conversation.messageCreated' }) },
  "a rep's reply": { event: event(), message: fromRep(), inPairs: true },
  "a rep's comment": { event: event({ messageType: 'COMMENT' }), message: repComment() },
  "another app's message": { event: event(), message: fromApp() },
  "the AI's message": { event: event(), message: fromAi() },
  'a change of a ticket': { event: ticketChange() },
  'a new conversation': { event: creation() },
  'a new conversation by its older name': { event: creation({ type: 'conversation.messageCreated' }) },
  'a new owner': { event: ownerChange(REP), inPairs: true },
  'a note': { event: note() },
  'an expanded change': { event: ticketChange({ type: 'object.propertyChange', objectTypeId: '0-5' }) },
  'an association': { event: association() },
};

const CHANGES: Readonly<Record<string, Change>> = {
  'of the portal of the token': { settings: { portalId: 1 } },
  'of another portal': { settings: { portalId: 2 } },
  'of no portal that is named': { event: { portalId: undefined } },
  'about no object': { event: { objectId: undefined } },
  'about a contact': { event: { objectTypeId: '0-1' } },
  'about a ticket': { event: { objectTypeId: '0-5' } },
  'of no type of objects': { event: { objectTypeId: undefined } },
  'without a message id': { event: { messageId: undefined } },
  'announced as a comment': { event: { messageType: 'COMMENT' } },
  'announced as a greeting': { event: { messageType: 'WELCOME_MESSAGE' } },
  'announced as nothing': { event: { messageType: undefined } },
  'repeating event 12': { duplicateOf: 12 },
  'repeating one of its batch': { duplicateOf: 'batch' },
  'of the status': { event: { propertyName: 'status' } },
  'of no property': { event: { propertyName: undefined } },
  emptied: { event: { propertyValue: '' } },
  'to nothing': { event: { propertyValue: null } },
  'to the AI user': { event: { propertyValue: 'A-7001' } },
  'made by the own app': { event: { changeSource: 'INTEGRATION', sourceId: '2011410' } },
  'made by the own app, in words': { event: { changeSource: 'INTEGRATION', sourceId: 'appId:2011410' } },
  'made by another app': { event: { changeSource: 'INTEGRATION', sourceId: '55' } },
  'made by no app that is named': { event: { changeSource: 'INTEGRATION', sourceId: 'userId:7' } },
  'made in HubSpot': { event: { changeSource: 'CRM_UI', sourceId: '2011410' } },
  'without ticketing': { settings: { ticketing: false } },
  'with Assist Mode': { settings: { assistMode: true } },
  'without an AI user': { settings: { aiUser: undefined } },
  'with a bare AI user': { settings: { aiUser: '7001' } },
  'without an app': { settings: { appId: undefined } },
  'fetched as a comment': { message: { type: 'COMMENT' } },
  'fetched as a greeting': { message: { type: 'WELCOME_MESSAGE' } },
  'fetched as an assignment': { message: { type: 'ASSIGNMENT' } },
  incoming: { message: { direction: 'INCOMING' } },
  outgoing: { message: { direction: 'OUTGOING' } },
  'in no direction': { message: { direction: undefined } },
  'by an app': { message: { clientType: 'INTEGRATION' } },
  'by the system': { message: { clientType: 'SYSTEM' } },
  'written in HubSpot': { message: { clientType: 'HUBSPOT' } },
  'through nothing that is named': { message: { clientType: undefined } },
  'of the own app': { message: { integrationAppId: '2011410' } },
  'of no app': { message: { integrationAppId: undefined } },
  'written by a bot': { message: { createdBy: 'B-1' } },
  "written by HubSpot's agent": { message: { createdBy: 'L-1' } },
  'written by an address': { message: { createdBy: 'E-jo@example.test' } },
  'written by nobody': { message: { createdBy: undefined } },
  'sent by a rep': { message: { senders: [{ actorId: 'A-7002' }] } },
  'quoting the AI': { message: { richText: OPENCX_MARKERS['ai-response'] } },
  'quoting a handoff': { message: { text: OPENCX_MARKERS.handoff } },
  'held by a rep': { thread: { assignedTo: 'A-7002' } },
  'held by nobody': { thread: { assignedTo: undefined } },
  'without a session': { session: null },
  'handed off': { session: handedOff() },
  'handed off, and taken back': { session: handedOff({ leftAiUser: true }) },
  resolved: { session: session({ status: 'resolved' }) },
};

/** What one rule says of what it looked at, with the event where it came up first, and of how many events it says that. */
interface Said {
  text: string;
  of: string;
  times: number;
}

/** Rule by rule, the different things that it says; then in which orders rules were asked. */
export function ruleTables(): string {
  const byRule = new Map<string, Map<string, Said>>();
  const orders = new Map<string, Said>();
  for (const { words, decisions } of decided()) {
    for (const decision of decisions) {
      for (const step of decision.rules) {
        const said = byRule.get(step.id) ?? new Map<string, Said>();
        byRule.set(step.id, said);
        count(said, sayStep(step, decision), words);
      }
      count(orders, decision.rules.map(({ id }) => id).join(', '), words);
    }
  }
  const rules = [...byRule].map(([id, said]) => `${id}\n${[...said.values()].map(sayRow).join('\n')}`);
  return `${[...rules, `in this order\n${[...orders.values()].map(sayRow).join('\n')}`].join('\n\n')}\n`;
}

function* decided(): Generator<{ words: string; decisions: Decision[] }> {
  const changes = Object.entries(CHANGES);
  for (const generation of RULE_GENERATIONS) {
    for (const [name, beginning] of Object.entries(BEGINNINGS)) {
      yield look(`${generation}, ${name}`, generation, beginning, []);
      for (const [index, [first, change]] of changes.entries()) {
        yield look(`${generation}, ${name}, ${first}`, generation, beginning, [change]);
        for (const [second, other] of beginning.inPairs ? changes.slice(index + 1) : [])
          yield look(`${generation}, ${name}, ${first}, ${second}`, generation, beginning, [change, other]);
      }
    }
  }
}

function look(
  words: string,
  generation: EngineSettings['generation'],
  beginning: Beginning,
  changes: readonly Change[],
): { words: string; decisions: Decision[] } {
  const usual = given({ message: beginning.message ?? message() });
  const told = applied<WebhookEvent>(
    beginning.event,
    changes.map((change) => change.event),
  );
  const settings = applied<EngineSettings>(
    { ...usual.settings, generation },
    changes.map((change) => change.settings),
  );
  const last = <K extends 'session' | 'duplicateOf'>(key: K, otherwise: Change[K]) =>
    changes.findLast((change) => key in change)?.[key] ??
    (changes.some((change) => key in change) ? null : otherwise);
  const duplicateOf = last('duplicateOf', null) ?? null;
  const envelope = decideEnvelope(told, { settings, duplicateOf });
  const whole = decideMessage(told, {
    settings,
    duplicateOf,
    message: applied<Message>(
      usual.message,
      changes.map((change) => change.message),
    ),
    thread: applied<Thread>(
      usual.thread,
      changes.map((change) => change.thread),
    ),
    session: last('session', usual.session) ?? null,
  });
  // What the envelope decides is worked without the message.
  return { words, decisions: envelope === null ? [whole] : [envelope] };
}

function applied<T extends object>(whole: T, changes: readonly (Nullable<T> | undefined)[]): T {
  const fields = Object.entries(Object.assign({}, whole, ...changes) as object);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as T;
}

/** The last rule's word is the decision's. */
function sayStep({ id, input, outcome }: RuleStep, { rules, reason, action, flip }: Decision): string {
  const decides = rules.at(-1)?.id === id;
  return `${outcome}${decides ? ` ${reason ?? action}` : ''} ${JSON.stringify(input)}${decides && flip !== null ? `: ${flip}` : ''}`;
}

function count(said: Map<string, Said>, text: string, of: string): void {
  const known = said.get(text);
  if (known) known.times += 1;
  else said.set(text, { text, of, times: 1 });
}

function sayRow({ text, of, times }: Said): string {
  return `  ${text}\n    ${times} times, first of ${of}`;
}
