import * as v from 'valibot';
import { CONNECTION_MODES } from '../../src/core/connection.ts';
import { introspectionSchema } from '../../src/core/hubspot/records.ts';
import { maybe } from '../../src/core/schema.ts';
import { tokenFormSchema } from '../../src/core/token-form.ts';
import { oneOf, yesNo } from '../shared/answers.ts';
import { fact } from '../shared/fact.ts';

export const tokenFacts = {
  'token.form': fact({
    title: 'the form of the token',
    value: tokenFormSchema,
    sources: ['given'],
    redact: 'stands',
  }),
  'token.introspection': fact({
    title: 'what HubSpot knows of the token',
    value: introspectionSchema,
    sources: ['live'],
    redact: 'stands',
  }),
  'connection.mode': fact({
    title: 'how HubSpot is connected',
    value: v.picklist(CONNECTION_MODES),
    sources: ['given', 'stated', 'file'],
    redact: 'stands',
    ask: {
      text: 'How is HubSpot connected to OpenCX: by the token of a legacy app, of a project app, or of a service key, or by OAuth? A token field filled by you means one of the first three; a HubSpot login without a token means OAuth.',
      answer: oneOf({
        'legacy-app': 'Legacy app (formerly private app): its token is pasted into OpenCX',
        'project-app': "Project app of HubSpot's developer platform: its static token is pasted into OpenCX",
        'service-key': 'Service key: the key is pasted into OpenCX',
        oauth: "OAuth: OpenCX's own app, connected with a HubSpot login",
      }),
      place: (places) => places.openCxHubSpot(),
    },
  }),
  'opencx.tokenSaved': fact({
    title: 'whether OpenCX was given this token',
    value: v.boolean(),
    sources: ['stated'],
    redact: 'stands',
    ask: {
      text: 'Was the token that this tool was given pasted into OpenCX and saved there, after it was made or last rotated in HubSpot? OpenCX shows none that it holds, so a token that works from here may not be the one that OpenCX works with; saving it once more does no harm.',
      textIn: {
        'service-key':
          'Was the service key that this tool was given pasted into OpenCX and saved there, after it was made or last rotated in HubSpot? OpenCX shows none that it holds, so a key that works from here may not be the one that OpenCX works with; saving it once more does no harm.',
      },
      answer: yesNo,
      place: (places) => places.openCxHubSpot(),
    },
  }),
  /** A link to a conversation or a ticket says whose it is. */
  'portal.linked': fact({
    title: 'the portal of the link that was given',
    value: v.object({ portalId: v.number(), region: maybe }),
    sources: ['given'],
    redact: 'stands',
    absent: { status: 'na', summary: 'Nothing was named by a link, so there is no portal in it.' },
  }),
  /** Portal id that the user means. */
  'portal.expected': fact({
    title: 'the portal that is meant',
    value: v.number(),
    sources: ['given'],
    redact: 'stands',
    absent: {
      status: 'na',
      summary: 'No portal was named, so there is none to compare with; name it with --portal ID.',
      opens: ['--portal', 'ID'],
    },
  }),
};
