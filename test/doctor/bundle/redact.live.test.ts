/** What is shared is what was judged: redaction takes every personal word away and changes no verdict. */

import { beforeAll, describe, expect, test } from 'vitest';
import { redactEvidence } from '../../../src/doctor/bundle/redact.ts';
import { createDisguise } from '../../../src/redact/disguise.ts';
import { listPortals, loadPortal, type Portal } from '../../../src/sandbox/portal/portals.ts';
import { expectSameConclusions, judge, type PortalRun, runPortal, sentencesOf } from './portal-run.ts';

const portals = (await listPortals()).map(({ name }) => name);

describe.each(portals)('the portal %s', (name) => {
  let portal: Portal;
  let run: PortalRun;
  beforeAll(async () => {
    portal = await loadPortal(name);
    run = await runPortal(name);
  });

  test('is judged the same from redacted evidence', () => {
    const [raw, redacted] = [judge(run), judge(run, redactEvidence(run.evidence, createDisguise()))];
    expectSameConclusions(raw, redacted);
    expect(withoutPeople(redacted, portal)).toEqual(withoutPeople(raw, portal));
  });

  test('leaves no name, address or message in it', () => {
    const text = JSON.stringify(redactEvidence(run.evidence, createDisguise())).toLowerCase();
    const found = personalWords(portal).filter((word) => text.includes(word.toLowerCase()));
    expect(found).toEqual([]);
  });

  test('keeps the ids that fixes name', () => {
    const text = JSON.stringify(redactEvidence(run.evidence, createDisguise()));
    const { 'conversation.thread': thread } = run.evidence;
    if (thread?.outcome === 'ok') expect(text).toContain(`"id":"${thread.value.id}"`);
    for (const id of Object.keys(portal.state.owners)) {
      if (JSON.stringify(run.evidence).includes(`"${id}"`)) expect(text).toContain(`"${id}"`);
    }
  });
});

test('the words that are looked for are in the evidence before', async () => {
  const text = JSON.stringify((await runPortal('healthy-email')).evidence).toLowerCase();
  const found = personalWords(await loadPortal('healthy-email')).filter((word) =>
    text.includes(word.toLowerCase()),
  );
  expect(found).toEqual(
    expect.arrayContaining([
      'jo.doe@example.test',
      'Robin Reed',
      'Where is my order',
      'Re: Where is my order',
    ]),
  );
});

/** What people are called and have written in a portal. */
function personalWords({ state }: Portal): string[] {
  const isTelling = (word: unknown): word is string => typeof word === 'string' && word.length > 8;
  const staff = Object.values(state.users);
  const customers = Object.values(state.contacts).map(({ properties }) => properties);
  const messages = Object.values(state.messages);
  return [
    ...staff.flatMap(({ email, firstName, lastName }) => [email, `${firstName} ${lastName}`]),
    ...customers.flatMap(({ email, firstname, lastname, phone }) => [
      email,
      `${firstname} ${lastname}`,
      phone,
    ]),
    ...messages.flatMap(({ text, subject }) => [...(text ?? '').split(/[\n:]+/).slice(-1), subject]),
    ...Object.values(state.tickets).flatMap(({ properties }) => [
      properties['subject'],
      properties['content'],
    ]),
  ].filter(isTelling);
}

/** The sentences of a report with people left out, as they are named in it and as their stand-ins are. */
function withoutPeople(report: unknown, { state }: Portal): string[] {
  const names = Object.values(state.users).map(({ firstName, lastName }) => `${firstName} ${lastName}`);
  return sentencesOf(report).map((sentence) =>
    names
      .reduce(
        (text, name) => text.replaceAll(new RegExp(`${name} (?=\\(A-)|, ${name}(?=\\.)`, 'g'), ''),
        sentence,
      )
      .replaceAll(new RegExp(`${names.join('|')}|owner 9000\\d`, 'g'), 'a user')
      .replaceAll(/\((A-\d+)\)/g, '$1')
      .replaceAll(/\p{L}…@[\w.-]+\w/gu, 'an address'),
  );
}
