import * as v from 'valibot';
import { texts } from '../../src/core/schema.ts';
import { fact } from '../shared/fact.ts';

const scopeReadsSchema = v.object({ granted: texts, refused: texts });
export type ScopeReads = v.InferOutput<typeof scopeReadsSchema>;

export const scopeFacts = {
  /** One small read for each readable scope, made only where introspection did not answer. */
  'scopes.reads': fact({
    title: 'one small read per scope',
    value: scopeReadsSchema,
    sources: ['live'],
    redact: 'stands',
  }),
  /** An owners read that worked; the call whose refusal is the page's "email without session". */
  'owners.read': fact({
    title: 'a read of the owners',
    value: v.object({ readable: v.literal(true) }),
    sources: ['live'],
    redact: 'stands',
  }),
};
