import { type Impact, impactSchema, isUntold, type MeasuredShare } from '../../src/core/impact.ts';
import { fact } from '../shared/fact.ts';

export const impactFacts = {
  'impact.period': fact({
    title: 'the conversations of the period',
    value: impactSchema,
    sources: ['live'],
    redact: withoutExamples,
    absent: {
      status: 'na',
      summary:
        'Not looked at: how many conversations are hit is counted over a period; name one with --since 7d.',
    },
  }),
};

/** A bundle keeps counts and times. */
function withoutExamples({ sessions, replies, tickets, owners, ...rest }: Impact): Impact {
  const counts = (share: MeasuredShare) => (isUntold(share) ? share : { ...share, examples: [] });
  return {
    ...rest,
    sessions: counts(sessions),
    replies: counts(replies),
    tickets: counts(tickets),
    owners: counts(owners),
  };
}
