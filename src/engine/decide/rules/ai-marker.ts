import { markerOf } from '../../../core/authors.ts';
import { type MessageView, pass, type Rule, skip } from '../rule.ts';

/** OpenCX docs, "Webhook Reference", skip rules: markers; they make no exception for a quotation. */
export const aiMarker: Rule<MessageView> = {
  id: 'ai-marker',
  rule: 'A message with an OpenCX marker in its text is not answered, whoever wrote it: quoting an AI reply is enough.',
  inspect({ message }) {
    const marker = markerOf(message) ?? null;
    const input = { marker };
    if (marker === null) return pass(input);
    return skip('ai-marker', input, "send the message again without the quoted text of OpenCX's message");
  },
};
