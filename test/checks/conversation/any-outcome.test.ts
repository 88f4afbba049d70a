import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import found from '../../../checks/conversation/found.ts';
import owner from '../../../checks/conversation/owner.ts';
import type { EvidenceKey, EvidenceValues } from '../../../checks/facts.ts';
import channel from '../../../checks/handoff/channel.ts';
import comment from '../../../checks/handoff/comment.ts';
import contactEmail from '../../../checks/handoff/contact-email.ts';
import handoffTicket from '../../../checks/handoff/ticket.ts';
import ticketClose from '../../../checks/handoff/ticket-close.ts';
import ticketCreation from '../../../checks/handoff/ticket-creation.ts';
import workflowAction from '../../../checks/handoff/workflow-action.ts';
import outcome from '../../../checks/processing/outcome.ts';
import processingSession from '../../../checks/processing/session.ts';
import channelReachable from '../../../checks/replies/channel-reachable.ts';
import repliesPublic from '../../../checks/replies/public.ts';
import type { Defined } from '../../../checks/shared/define-check.ts';
import { CONNECTION_MODES } from '../../../src/core/connection.ts';
import type { Evidence } from '../../../src/core/evidence.ts';
import { journal } from '../processing/journal-builder.ts';
import {
  fromAi,
  fromCustomer,
  fromRep,
  handoffComment,
  message,
  repComment,
} from '../replies/message-builders.ts';
import {
  contact,
  failed,
  handedOff,
  notFound,
  notGiven,
  ok,
  session,
  thread,
  ticket,
  unassigned,
} from './builders.ts';

const CHECKS: readonly Defined<string>[] = [
  found,
  owner,
  channel,
  workflowAction,
  ticketCreation,
  contactEmail,
  handoffTicket,
  comment,
  ticketClose,
  repliesPublic,
  channelReachable,
  outcome,
  processingSession,
];

const wholePage = Array.from({ length: 100 }, () => repComment());
const bareMessages = [message({ type: 'MESSAGE' }), message({ type: 'SOMETHING_NEW', createdBy: '' })];

/** Values of every kind that the checks tell apart, the bare ones included. */
const VALUES: { [K in EvidenceKey]?: EvidenceValues[K][] } = {
  'conversation.thread': [thread(), unassigned(), thread({ assignedTo: 'L-1', originalChannelId: '1000' })],
  'conversation.messages': [
    [],
    bareMessages,
    wholePage,
    [repComment(), fromCustomer()],
    [fromRep({ status: 'FAILED' }), handoffComment(), fromAi(), fromCustomer()],
  ],
  'conversation.owner': [null, { id: 'A-7002' }],
  'default-user.owner': [
    { byUserId: null, byOwnerId: null, archived: null },
    { byUserId: { id: '9', userId: '7001', archived: false }, byOwnerId: null, archived: null },
  ],
  'conversation.ticket': [null, ticket(), ticket({ contactIds: [], archived: true, stageId: '4' })],
  'conversation.ticketStages': [[], [{ pipelineId: '0', id: '1', label: 'New', closed: false }]],
  'conversation.session': [
    session(),
    handedOff({ updatedAt: 'not a time' }),
    session({ status: 'closed_resolved' }),
  ],
  'conversation.contact': [null, contact(), { id: '1', archived: true }],
  'conversation.contactMatches': [[], [contact()]],
  'conversation.contactEmail': ['', 'jo@example.test'],
  'conversation.channel': [
    { channel: 'hubspot-chat', certain: true },
    { channel: 'whatsapp', certain: false },
    { channel: 'toString', certain: false },
  ],
  'conversation.channelAccount': [{ id: '42', channelId: '1002', active: false, authorized: false }],
  'portal.linked': [{ portalId: 62515 }],
  'token.introspection': [{ scopes: [] }, { hubId: 62515, scopes: [] }],
  'account.details': [{ portalId: 62515, uiDomain: 'app.hubspot.com' }],
  'opencx.access': [{ sessionsReadable: true }],
  'default-user.actor': [null, { id: 'A-7001', name: 'Ada AI' }],
  'opencx.defaultUserId': ['', '7001', 'A-7002'],
  'opencx.assistMode': [true, false],
  'opencx.workflowAction': [true, false],
  'opencx.ticketCreation': [true, false],
  'journal.events': [
    journal(),
    journal({ received: 0, done: 0 }),
    journal({ done: 0, skipped: [{ reason: '', count: 1 }], threadIds: ['5001'] }),
    journal({ done: 0, failed: [{ reason: 'x', count: 1 }], firstAt: 'never', lastAt: 'never' }),
  ],
};

const obtainedOf = (key: EvidenceKey): fc.Arbitrary<unknown> => fc.constantFrom(...(VALUES[key] ?? []));

const outcomeOf = (key: EvidenceKey): fc.Arbitrary<Evidence<unknown>> =>
  fc.oneof(
    obtainedOf(key).map(ok),
    fc.constantFrom(
      notGiven(),
      notFound('This portal has no such thing.'),
      failed(),
      failed({ kind: 'http', status: 403, category: 'MISSING_SCOPES', message: 'A scope is missing.' }),
    ),
  );

const record = <T>(keys: readonly EvidenceKey[], of: (key: EvidenceKey) => fc.Arbitrary<T>) =>
  fc.record(Object.fromEntries(keys.map((key) => [key, of(key)])));

describe('whatever becomes of the evidence', () => {
  it.each(CHECKS.map((check) => [check.id, check] as const))(
    '%s concludes something it may say',
    (_, check) => {
      fc.assert(
        fc.property(
          record(check.needs, obtainedOf),
          record(check.uses ?? [], outcomeOf),
          fc.constantFrom(...CONNECTION_MODES),
          (needed, used, mode) => {
            const judgement = check.judge(needed as never, used as never, mode);
            expect(judgement.summary).toMatch(/\S.*[.]$/);
            expect(judgement.summary).not.toMatch(/undefined|null|NaN|\[object/);
            const causes = 'findings' in judgement ? judgement.findings.map(({ cause }) => cause) : [];
            expect(check.causes).toEqual(expect.arrayContaining(causes));
          },
        ),
      );
    },
  );
});
