import * as v from 'valibot';
import { type Hop, hopSchemas } from '../../src/core/proof.ts';
import { text } from '../../src/core/schema.ts';
import { type Fact, fact } from '../shared/fact.ts';

/** Events that can only have come from HubSpot to OpenCX, since what they lead to was seen. */
const arrivedSchema = v.object({ events: v.array(text) });

/** Its text is not kept, and whoever wrote it is the tester: ids locate a fix and stand. */
const hop = <H extends Hop>(name: H, title: string): Fact<v.InferOutput<(typeof hopSchemas)[H]>, never> =>
  fact({
    title,
    value: hopSchemas[name] as never,
    sources: ['tested'],
    redact: 'stands',
    ...(!SEEN_IN_HUBSPOT.includes(name) && { askedOf: 'opencx' as const }),
  });

const SEEN_IN_HUBSPOT: readonly Hop[] = ['message', 'answer'];

export const proofFacts = {
  'proof.message': hop('message', 'the test message in HubSpot'),
  'proof.session': hop('session', "the test message's session in OpenCX"),
  'proof.answer': hop('answer', "the AI's answer to the test message"),
  'proof.reply': hop('reply', "the rep's reply to the test message"),
  'proof.property': hop('property', "the change of the test's ticket"),
  'proof.arrived': fact({
    title: 'the events that the live test shows to have arrived',
    value: arrivedSchema,
    sources: ['tested'],
    redact: 'stands',
  }),
};
