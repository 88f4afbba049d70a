import * as v from 'valibot';
import { fact } from '../shared/fact.ts';

export const opencxFacts = {
  /** What became of the OpenCX key: taken, or taken without the right to read sessions. */
  'opencx.access': fact({
    title: 'whether OpenCX takes the key',
    value: v.object({ sessionsReadable: v.boolean() }),
    sources: ['live'],
    redact: 'stands',
    askedOf: 'opencx',
  }),
};
