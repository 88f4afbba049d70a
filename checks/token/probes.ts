import { EvidenceNotGiven } from '../../src/core/evidence.ts';
import { tokenForm } from '../../src/redact/index.ts';
import { defineProbe } from '../shared/probe.ts';
import { stated } from '../shared/stated.ts';

/** What the token looks like; decided here, without a call. */
export const form = defineProbe({
  key: 'token.form',
  source: 'given',
  async obtain({ given }) {
    if (!given.token)
      throw new EvidenceNotGiven('No HubSpot token was given (HUBSPOT_ACCESS_TOKEN or --token-file).');
    return { value: tokenForm(given.token.reveal(), given.tokenOrigin ?? 'environment').form };
  },
});

/** Whom the token belongs to and what it may do: the first thing that HubSpot is asked. */
export const introspection = defineProbe({
  key: 'token.introspection',
  source: 'live',
  async obtain({ hubspot }) {
    return { value: await hubspot().introspect() };
  },
});

/** A project's own files show how it is connected when nobody says; without a word it is the page's own case. */
export const mode = defineProbe({
  key: 'connection.mode',
  source: 'given',
  async obtain(world) {
    const { given } = world;
    if (given.mode) return { value: given.mode };
    const answer = stated(world, 'connection.mode');
    if (answer) return answer;
    const project = given.webhookFiles.find(({ kind }) => kind === 'project' || kind === 'project-legacy');
    if (project) return { value: 'project-app', source: 'file', origin: project.file };
    return { value: 'legacy-app' };
  },
});

export const expectedPortal = defineProbe({
  key: 'portal.expected',
  source: 'given',
  async obtain({ given }) {
    if (given.portalId === undefined) throw new EvidenceNotGiven('No portal was named (--portal ID).');
    return { value: given.portalId };
  },
});
