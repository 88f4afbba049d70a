/**
 * Whatever is printed for one way of connecting HubSpot sends nobody to the screens of another: every fix of every
 * cause, and every question and cause of runs on evidence of any kind.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAUSE_IDS, CAUSES, type CauseId } from '../../checks/causes.ts';
import { EVIDENCE_KEYS, type EvidenceSet } from '../../checks/facts.ts';
import { CHECKS, SYMPTOMS } from '../../checks/index.ts';
import { placesFor } from '../../checks/shared/places.ts';
import { CONNECTION_MODES, type ConnectionMode } from '../../src/core/connection.ts';
import { SKIP_REASONS } from '../../src/core/decision.ts';
import type { Fix } from '../../src/core/report.ts';
import { openQuestions } from '../../src/doctor/open-questions.ts';
import { reportOn } from '../../src/doctor/report.ts';
import { select } from '../../src/doctor/selection.ts';
import { runs } from '../support/proof.ts';
import { DETAILS } from './catalogue.ts';
import { anyEvidence, SAMPLED_KEYS } from './token/arbitraries.ts';
import { found, NOT_GIVEN } from './token/judging.ts';

/** What only another way of connecting has, as HubSpot and the fixes call it. */
const STRANGE: Readonly<Record<ConnectionMode, RegExp>> = {
  'legacy-app':
    /hs project (?:upload|deploy)(?!.*project create)|Connected Apps|"Reconnect"|hsmeta\.json is/i,
  'project-app':
    /Commit changes|private.?apps?\b|legacy.?apps?\b|Webhooks (?:tab|page|settings)|Scopes tab|"Reconnect"/i,
  'service-key':
    /Commit changes|private.?apps?\b|\/legacy-apps|Webhooks (?:tab|page|settings)|Scopes tab|Auth page of the app|"Reconnect"/i,
  oauth:
    /Commit changes|private.?apps?\b|legacy.?apps?\b|Webhooks (?:tab|page|settings|log)|Scopes tab|Auth page|Development ->|past(?:e|es|ing)\b.*(?:token|key)|hs project|hsmeta/i,
};

const IDS = { uiDomain: 'app.hubspot.com', hubId: 7, appId: 8 };

function textOf({ steps, where = '', url = '' }: Fix): string {
  return [...steps, where, url].join('\n');
}

describe.each(CONNECTION_MODES)('connected by %s', (mode) => {
  it.each(CAUSE_IDS.filter((id) => canBeFound(id, mode)))('%s is mended on screens that are there', (id) => {
    const reasons = id === 'event-skipped' ? SKIP_REASONS.map((reason) => ({ reason })) : [];
    for (const details of [{}, DETAILS[id] ?? {}, ...reasons]) {
      for (const fix of CAUSES[id].fixes({ places: placesFor({ ...IDS, mode }), mode, details })) {
        // A new app in the place of what cannot do the work is another way of connecting, and says so.
        if (mode !== 'oauth' && fix.steps.some((step) => step.includes('hs project create'))) continue;
        expect(textOf(fix)).not.toMatch(STRANGE[mode]);
      }
    }
  });

  it('asks under no symptom for what is not there', () => {
    const symptoms = SYMPTOMS.filter((symptom) => (symptom.mode ?? mode) === mode);
    const asked = symptoms.flatMap(({ id }) => printed(mode, {}, id).questions);
    expect(asked.length).toBeGreaterThan(symptoms.length);
    for (const text of asked) expect(text).not.toMatch(STRANGE[mode]);
  });

  it('asks and mends nothing on other screens, whatever was measured', () => {
    fc.assert(
      fc.property(fc.record(ANY, { requiredKeys: [] }), (evidence) => {
        const { questions, fixes } = printed(mode, evidence as EvidenceSet);
        for (const text of [...questions, ...fixes]) expect(text).not.toMatch(STRANGE[mode]);
      }),
      { numRuns: runs(30) },
    );
  });
});

/** Some check that names the cause has a meaning in this mode; of an app whose project is shown, it is that of a project. */
function canBeFound(id: CauseId, mode: ConnectionMode): boolean {
  const named = CHECKS.filter(({ causes, notFor }) => causes.includes(id) && notFor?.[mode] === undefined);
  return named.some(({ needs }) => mode !== 'legacy-app' || !needs.some((key) => key.startsWith('project.')));
}

const UNSAID = Object.fromEntries(EVIDENCE_KEYS.map((key) => [key, NOT_GIVEN]));

const ANY = Object.fromEntries(
  SAMPLED_KEYS.filter((key) => key !== 'connection.mode').map((key) => [key, anyEvidence(key)]),
);

function printed(mode: ConnectionMode, evidence: EvidenceSet, symptom?: string) {
  const known: EvidenceSet = { ...UNSAID, ...evidence, 'connection.mode': found(mode, 'given') };
  const report = reportOn(known, {
    selection: select({ symptom, only: [], skip: [] }),
    given: { answers: {}, webhookFiles: [], probeWebhook: false, offline: true, threadId: '1' },
    version: '0.0.0',
    startedAt: 0,
    gatheredAt: 0,
    now: () => 0,
  });
  const fixes = report.causes
    .flatMap((cause) => cause.fixes)
    .filter(({ steps }) => mode === 'oauth' || !steps.some((step) => step.includes('hs project create')));
  return {
    questions: [
      ...Object.values(report.checks).flatMap(({ question }) => question ?? []),
      ...openQuestions(report, known).map(({ text, place }) => [text, place.where, place.url].join('\n')),
      ...(report.nextTest ? [report.nextTest.question] : []),
    ],
    fixes: fixes.map(textOf),
  };
}
