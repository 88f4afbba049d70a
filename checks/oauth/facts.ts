import * as v from 'valibot';
import { oneOf, portalId } from '../shared/answers.ts';
import { fact } from '../shared/fact.ts';

/** In the order in which trouble grows. The names are those of OpenCX's screen. */
const STATES = {
  active: 'Active',
  'action-recommended': 'Action recommended',
  'reconnect-required': 'Reconnect required',
  error: 'An error, or no connection at all',
} as const;
export type ConnectionState = keyof typeof STATES;

const APPROVERS = {
  'super-admin': 'A super admin of the HubSpot account',
  other: 'Another user of the HubSpot account',
} as const;

export const oauthFacts = {
  'opencx.connectionState': fact({
    title: 'the state of the connection in OpenCX',
    value: v.picklist(Object.keys(STATES) as ConnectionState[]),
    sources: ['stated'],
    redact: 'stands',
    ask: {
      text: 'What does OpenCX show for the HubSpot connection: active, "Action recommended", "Reconnect required", or an error? With OAuth, OpenCX alone knows the state of the connection, and no API tells it.',
      answer: oneOf(STATES),
      place: (places) => places.openCxHubSpot(),
    },
  }),
  /** Whoever gave consent on HubSpot's page. */
  'oauth.approvedBy': fact({
    title: 'who approved the OAuth connection',
    value: v.picklist(Object.keys(APPROVERS) as (keyof typeof APPROVERS)[]),
    sources: ['stated'],
    redact: 'stands',
    ask: {
      text: 'Who was logged in to HubSpot when the connection was last approved or tried: a super admin of the account, or another user? An approval by somebody who is no admin is one of the reasons why connecting fails.',
      answer: oneOf(APPROVERS),
      place: (places) => places.users(),
    },
  }),
  /** Portal id. */
  'oauth.approvedPortal': fact({
    title: 'the portal that was approved',
    value: v.number(),
    sources: ['stated'],
    redact: 'stands',
    ask: {
      text: 'Which HubSpot account was chosen on the HubSpot page when the connection was last approved or tried? Give its id, the number that HubSpot shows beside the name of the account; another account than the one that is meant is one of the reasons why nothing arrives.',
      answer: portalId,
      place: (places) => places.connectedApps(),
    },
  }),
};
