/**
 * What is saved and shared of a run is what was judged: redaction takes every personal word away and changes no verdict,
 * and a bundle that is read again gives the report that the run gave. Every portal is looked at once for all of it.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { FACTS, isEvidenceKey } from '../../../checks/facts.ts';
import { readBundle } from '../../../src/doctor/bundle/read.ts';
import { redactEvidence } from '../../../src/doctor/bundle/redact.ts';
import { writeBundle } from '../../../src/doctor/bundle/write.ts';
import { replay } from '../../../src/doctor/replay.ts';
import { createDisguise } from '../../../src/redact/disguise.ts';
import { createRedactor } from '../../../src/redact/redactor.ts';
import { renderJson } from '../../../src/reporters/json.ts';
import { renderText } from '../../../src/reporters/text/report.ts';
import { listPortals, loadPortal, type Portal } from '../../../src/sandbox/portal/portals.ts';
import { folderWith } from '../../config/folder.ts';
import { some } from '../../support/proof.ts';
import { expectSameConclusions, judge, type PortalRun, runPortal, sentencesOf } from './portal-run.ts';
import { bundleOf } from './saving.ts';

const portals = some((await listPortals()).map(({ name }) => name));

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

  test('has evidence only from where its facts can come from', () => {
    expect(strangeSources(run)).toEqual([]);
  });

  test('gives the same report when it was saved and is read again', () => expectSameReport(run));

  test('keeps the ids that fixes name', () => {
    const text = JSON.stringify(redactEvidence(run.evidence, createDisguise()));
    const { 'conversation.thread': thread } = run.evidence;
    if (thread?.outcome === 'ok') expect(text).toContain(`"id":"${thread.value.id}"`);
    for (const id of Object.keys(portal.state.owners)) {
      if (JSON.stringify(run.evidence).includes(`"${id}"`)) expect(text).toContain(`"${id}"`);
    }
  });
});

test('a run of one checklist gives the same report again', async () => {
  await expectSameReport(await runPortal('owner-not-ai-user', { symptom: 'ai-stopped-replying' }));
});

test('a bundle tells when the evidence was gathered, and is for its owner alone', async () => {
  const run = await runPortal('healthy-chat');
  const file = join(await folderWith(), 'bundle.json');
  await writeBundle(file, bundleOf(run), createRedactor(run.settings.secrets));
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const report = replay((await readBundle(file)).bundle, {
    version: '9.0.0',
    now: () => 0,
  });
  expect(report).toMatchObject({
    startedAt: new Date(run.startedAt).toISOString(),
    durationMs: run.gatheredAt - run.startedAt,
    tool: { version: '9.0.0' },
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

/** Evidence that came from where its fact does not say that it can come from. */
function strangeSources({ evidence }: PortalRun): string[] {
  return Object.entries(evidence).flatMap(([key, { source }]) =>
    isEvidenceKey(key) && FACTS[key].sources.includes(source) ? [] : [`${key} from ${source}`],
  );
}

async function expectSameReport(run: PortalRun): Promise<void> {
  const file = join(await folderWith(), 'bundle.json');
  const disguise = createDisguise();
  await writeBundle(file, bundleOf(run, disguise), createRedactor(run.settings.secrets));
  const { bundle, leftOut } = await readBundle(file);
  expect(leftOut).toEqual([]);
  const again = replay(bundle, { version: '0.1.0', now: () => 0 });
  const live = judge(run, redactEvidence(run.evidence, disguise));
  const full = { width: 100, color: false, full: true };
  expect(renderText(again, full)).toBe(renderText(live, full));
  expect(JSON.parse(renderJson(again))).toEqual(JSON.parse(renderJson(live)));
}

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

/** The sentences of a report without what is not saved: people, as they are named in it and as their stand-ins are. */
function withoutPeople(report: unknown, { state }: Portal): string[] {
  const names = Object.values(state.users).map(({ firstName, lastName }) => `${firstName} ${lastName}`);
  return sentencesOf(report).map((sentence) =>
    names
      .reduce(
        (text, name) => text.replaceAll(new RegExp(`${name} (?=\\(A-)|, ${name}(?=\\.)`, 'g'), ''),
        sentence,
      )
      .replaceAll(new RegExp(`${names.join('|')}|owner (?:9000|700)\\d`, 'g'), 'a user')
      .replaceAll(/\((A-\d+)\)/g, '$1')
      // Before the ids: of three hundred stand-ins one has digits alone.
      .replaceAll(/\p{L}…@[\w.-]+\w/gu, 'an address')
      .replaceAll(/HubSpot contact \d+|\b(?:\d{12}|14\d\d)\b/g, 'a contact')
      // Links to the conversations that a count is shown by.
      .replaceAll(/; for example https:.*/g, '')
      // HubSpot's sentence on a part that failed may quote a file.
      .replaceAll(/( failed: \w+): .*/g, '$1'),
  );
}
