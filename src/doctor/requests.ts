import type { EvidenceKey } from '../core/evidence.ts';

/** What is said of a check when nobody gave the evidence that it needs and no question of the answers file fits. */
export interface Request {
  /** `manual`: a person can settle it; `na`: it is looked at only when asked for. */
  status: 'manual' | 'na';
  summary: string;
  question?: string;
}

export const REQUESTS: Partial<Record<EvidenceKey, Request>> = {
  'portal.expected': {
    status: 'na',
    summary: 'No portal was named, so there is none to compare with; name it with --portal ID.',
  },
  'webhooks.answer': {
    status: 'na',
    summary: 'The target was not called; --probe-webhook sends it one empty batch.',
  },
  'webhooks.objectFormat': {
    status: 'manual',
    summary: 'No source shows whether ticket events come classic or expanded.',
    question:
      'In the subscription of the ticket event in HubSpot, is "Use expanded object support" off? It must be, because OpenCX reads only the classic ticket events.',
  },
  'logs.refusals': {
    status: 'manual',
    summary: 'No API-call log was looked at.',
    question:
      'Does the API-call log of the HubSpot app show a 401, a 403 with MISSING_SCOPES, or a 429? Open the Logs tab of the app and filter for the last day, or export the log and give it with --api-log FILE.',
  },
  'journal.events': {
    status: 'manual',
    summary: 'What OpenCX received is not known: no journal was given.',
    question:
      'Does the Webhooks log of the HubSpot app show deliveries for this conversation, and does the OpenCX inbox show what came of them?',
  },
  'conversation.session': {
    status: 'manual',
    summary: 'No OpenCX session was named.',
    question:
      'Is there a session for this conversation in the OpenCX inbox? If so, give its id with --session (an OpenCX API key is needed to read it).',
  },
};
