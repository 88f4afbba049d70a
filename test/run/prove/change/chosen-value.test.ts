import { describe, expect, test } from 'vitest';
import type { PipelineStage } from '../../../../src/core/hubspot/records.ts';
import type { TicketProperty } from '../../../../src/core/hubspot/ticket-property.ts';
import { chosenValue } from '../../../../src/run/prove/change/chosen-value.ts';

const MARK = 'PROOF 7Q4K';
const STAGES: PipelineStage[] = [
  { pipelineId: '0', id: '1', label: 'New', closed: false },
  { pipelineId: '0', id: '2', label: 'Waiting', closed: false },
  { pipelineId: '0', id: '4', label: 'Closed', closed: true },
  { pipelineId: '9', id: '91', label: 'Elsewhere', closed: false },
];

function property(of: Partial<TicketProperty>): TicketProperty {
  return { name: 'subject', type: 'string', options: [], calculated: false, readOnly: false, ...of };
}

const options = (...values: string[]) =>
  values.map((value) => ({ value, hidden: value.startsWith('hidden') }));
const PRIORITY = property({
  name: 'hs_ticket_priority',
  type: 'enumeration',
  options: options('hidden', 'LOW', 'HIGH'),
});
const STAGE = property({ name: 'hs_pipeline_stage', type: 'enumeration', options: options('1', '2', '4') });

describe('what a property is set to', () => {
  test.each([
    ['a text, with the mark behind it', property({}), 'Where is my order', 'Where is my order (PROOF 7Q4K)'],
    ['another option that is shown', PRIORITY, 'LOW', 'HIGH'],
    ['another option than several', PRIORITY, 'LOW;HIGH', 'LOW'],
    ['the next number', property({ type: 'number' }), '41', '42'],
    ['another open stage of the same pipeline', STAGE, '1', '2'],
  ])('%s', (_what, definition, held, value) => {
    expect(chosenValue(definition, { held }, MARK, STAGES)).toEqual({ value });
  });
});

describe('what the session holds already proves nothing', () => {
  const LEVELS = { ...PRIORITY, options: options('LOW', 'HIGH', 'URGENT') };
  test.each([
    ['of several options', LEVELS, 'LOW', 'HIGH', { value: 'URGENT' }],
    ['of numbers', property({ type: 'number' }), '41', '42', { value: '43' }],
    ['the only other option', PRIORITY, 'LOW', 'HIGH', { refused: expect.stringContaining('holds already') }],
    ['the only other stage', STAGE, '1', '2', { refused: expect.stringContaining('holds already') }],
  ])('%s', (_what, definition, held, inSession, choice) => {
    expect(chosenValue(definition, { held, inSession }, MARK, STAGES)).toEqual(choice);
  });
});

describe('what is left alone, since nobody could put it back', () => {
  test.each([
    ['calculated', property({ calculated: true }), '3', 'calculates subject by itself'],
    ['read-only', property({ readOnly: true }), 'x', 'read-only'],
    ['not to be read', property({ unreadable: ['readOnly'] }), 'x', 'could not be read'],
    ['empty, which OpenCX does not take over', property({}), '', 'takes over no emptied value'],
    ['a date', property({ type: 'datetime' }), '2026-11-20', 'datetime'],
    ['of no type', property({ type: undefined as never }), 'x', 'does not name'],
    ['a number of another form', property({ type: 'number' }), '1.50', 'put back as it is'],
    ['a text that nobody could type again', property({}), 'x'.repeat(501), '501 characters'],
    ['a value that is no option any more', PRIORITY, 'URGENT', 'not among its options'],
    ['the only option', { ...PRIORITY, options: options('LOW') }, 'LOW', 'no other option'],
    ['a pipeline', { ...PRIORITY, name: 'hs_pipeline' }, 'LOW', 'together with its stage'],
    ['a closed stage', STAGE, '4', 'the time at which it was closed'],
    ['a stage that is gone', STAGE, '7', 'no pipeline has any more'],
    ['the only open stage', STAGE, '91', 'no other open stage'],
  ])('%s', (_what, definition, held, words) => {
    expect(chosenValue(definition, { held }, MARK, STAGES)).toEqual({
      refused: expect.stringContaining(words),
    });
  });

  test('a stage of which it is not known whether it is closed', () => {
    const unsure = STAGES.map((stage) => ({ ...stage, unreadable: ['closed'] }));
    expect(chosenValue(STAGE, { held: '1' }, MARK, unsure)).toHaveProperty('refused');
  });
});
