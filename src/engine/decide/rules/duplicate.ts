import { type EnvelopeView, pass, type Rule, skip } from '../rule.ts';

/** OpenCX docs, "Webhook Reference": deduplication. */
export const duplicate: Rule<EnvelopeView> = {
  id: 'duplicate',
  rule: 'What has come before, in the same delivery or in an earlier one, is not worked again.',
  inspect({ duplicateOf }) {
    const input = { duplicateOf };
    return duplicateOf === null ? pass(input) : skip('duplicate', input, null);
  },
};
