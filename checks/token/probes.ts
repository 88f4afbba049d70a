import { EvidenceNotGiven } from '../../src/core/evidence.ts';
import { WEBHOOK_FORMS } from '../../src/core/hubspot/webhook-forms.ts';
import { tokenForm } from '../../src/redact/token-form.ts';
import { defineProbes } from '../shared/probe.ts';
import { askedOnly, stated } from '../shared/stated.ts';
import { withoutToken } from '../shared/without-token.ts';
import type { tokenFacts } from './facts.ts';

export const tokenProbes = defineProbes<keyof typeof tokenFacts>({
  /** What the token looks like; decided here, without a call. */
  'token.form': {
    async obtain({ given }) {
      if (!given.token) throw withoutToken(given);
      return { value: tokenForm(given.token.reveal(), given.tokenOrigin ?? 'environment').form };
    },
  },
  /** Whom the token belongs to and what it may do: the first thing that HubSpot is asked. */
  'token.introspection': {
    async obtain({ hubspot }) {
      return { value: await hubspot().introspect() };
    },
  },
  /** A project's own files show how it is connected when nobody says; without a word it is the page's own case. */
  'connection.mode': {
    async obtain(world) {
      const { given } = world;
      if (given.mode) return { value: given.mode };
      const answer = stated(world, 'connection.mode');
      if (answer) return answer;
      if (given.project !== undefined) return { value: 'project-app' };
      const project = given.webhookFiles.find(({ form }) => WEBHOOK_FORMS[form].of === 'project');
      if (project) return { value: 'project-app', source: 'file', origin: project.file };
      throw new EvidenceNotGiven('Nobody has said how HubSpot is connected (--mode).');
    },
  },
  /** Nothing but a person can tell which token OpenCX holds. */
  'opencx.tokenSaved': askedOnly('opencx.tokenSaved', 'whether this token was saved in OpenCX'),
  'portal.linked': {
    async obtain({ given }) {
      if (!given.linked) throw new EvidenceNotGiven('Nothing was named by a link.');
      return { value: given.linked };
    },
  },
  'portal.expected': {
    async obtain({ given }) {
      if (given.portalId === undefined) throw new EvidenceNotGiven('No portal was named (--portal ID).');
      return { value: given.portalId };
    },
  },
});
