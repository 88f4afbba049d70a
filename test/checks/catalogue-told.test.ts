/**
 * What is declared and not judged, to the letter: what each check needs and where it stands, what is asked of whom, what
 * an answer is read as, what is saved of a fact, what causes mean. After a change that is meant, `npm run golden` renews it.
 */
import { expect, test } from 'vitest';
import { CAUSE_IDS } from '../../checks/causes.ts';
import { EVIDENCE_KEYS, type EvidenceKey, FACTS } from '../../checks/facts.ts';
import { CHECKS, PROBES, SYMPTOMS } from '../../checks/index.ts';
import { MEANINGS } from '../../checks/meanings.ts';
import { WrongAnswer } from '../../checks/shared/answers.ts';
import { placesFor } from '../../checks/shared/places.ts';
import type { Redact } from '../../checks/shared/redaction.ts';
import { SYMPTOM_MEANINGS } from '../../checks/symptom-meanings.ts';
import type { SymptomId } from '../../checks/symptoms.ts';
import { createDisguise } from '../../src/redact/disguise.ts';
import { STATES } from './states/index.ts';
import { TYPED } from './states/typed.ts';

const places = placesFor({ mode: 'legacy-app', uiDomain: 'app.hubspot.com', hubId: 1020304, appId: 2011410 });

const blocks = (texts: readonly string[][]) => `${texts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
const fields = (values: object) =>
  Object.entries(values).flatMap(([name, value]) =>
    value === undefined || (Array.isArray(value) && value.length === 0)
      ? []
      : [
          `  ${name}: ${Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : JSON.stringify(value)}`,
        ],
  );

test('checks', async () => {
  const told = CHECKS.map(({ id, judge: _judge, shown, ...check }) => [
    id,
    ...fields({ ...check, shown: shown?.by }),
  ]);
  await expect(blocks(told)).toMatchFileSnapshot('golden/catalogue/checks.txt');
});

test('symptoms', async () => {
  const told = SYMPTOMS.map(({ id, ...symptom }) => [
    id,
    ...fields({ ...symptom, ...SYMPTOM_MEANINGS[id as SymptomId] }),
  ]);
  await expect(blocks(told)).toMatchFileSnapshot('golden/catalogue/symptoms.txt');
});

test('facts', async () => {
  const told = EVIDENCE_KEYS.map((key) => {
    const { title, sources, askedOf, ask, absent, redact } = FACTS[key];
    const place = ask?.place(places);
    const asked = { ...(ask && { asks: ask.text, ...ask.textIn, ...ask.answer.form, ...place }) };
    const stands = redact === 'stands' ? 'as it is' : 'redacted';
    return [key, ...fields({ title, sources, askedOf, ...asked, saved: stands, absent })];
  });
  await expect(blocks(told)).toMatchFileSnapshot('golden/catalogue/facts.txt');
});

test('what each fact is looked up after', async () => {
  const given = (more: object) => ({ answers: {}, ...more }) as never;
  const known = {
    apiLog: {},
    deliveryLog: {},
    personalAccessKey: 'known',
    mode: 'project-app',
    threadId: '1',
    sessionId: '2',
  };
  const told = PROBES.map(({ key, after }) => [
    key,
    ...fields({ 'with nothing given': after?.(given({})), 'with all of it': after?.(given(known)) }),
  ]);
  await expect(blocks(told)).toMatchFileSnapshot('golden/catalogue/probes.txt');
});

test('causes', async () => {
  const told = CAUSE_IDS.map((id) => [id, ...fields(MEANINGS[id])]);
  await expect(blocks(told)).toMatchFileSnapshot('golden/catalogue/causes.txt');
});

test('answers', async () => {
  const told = EVIDENCE_KEYS.flatMap((key) => {
    const { ask } = FACTS[key];
    if (!ask) return [];
    const outcomes = Map.groupBy(TYPED, (typed) => readAs(() => ask.answer.read(typed)));
    return [
      [
        key,
        ...[...outcomes].map(
          ([outcome, typed]) => `  ${outcome}: ${typed.map((each) => JSON.stringify(each)).join(' | ')}`,
        ),
      ],
    ];
  });
  await expect(blocks(told)).toMatchFileSnapshot('golden/catalogue/answers.txt');
});

function readAs(read: () => unknown): string {
  try {
    return `is ${JSON.stringify(read())}`.replaceAll(/"digest":"[^"]*"/g, '"digest":"…"');
  } catch (error) {
    if (error instanceof WrongAnswer) return error.message;
    throw error;
  }
}

test('what is saved', async () => {
  const told = EVIDENCE_KEYS.flatMap((key) => {
    const { redact } = FACTS[key];
    return redact === 'stands' ? [] : [[key, ...savedOf(key, redact as Redact<unknown>)]];
  });
  await expect(blocks(told)).toMatchFileSnapshot('golden/catalogue/saved.txt');
});

/** The same stand-ins for people every time. */
const disguise = createDisguise(new Uint8Array(32));

function savedOf(key: EvidenceKey, redact: Redact<unknown>): string[] {
  return (STATES.get(key) ?? []).flatMap(({ name, evidence }) => {
    if (evidence.outcome !== 'ok') return [];
    const value = Array.isArray(evidence.value) ? evidence.value.slice(0, MOST_OF_A_LIST) : evidence.value;
    const [bare, ofAi, named] = (['none', 'ai-user', 'all'] as const).map((names) =>
      JSON.stringify(redact(value, { disguise, names })),
    );
    return [
      `  ${name}: ${bare}`,
      ...(ofAi === bare ? [] : [`    with the AI user: ${ofAi}`]),
      ...(named === ofAi ? [] : [`    with names: ${named}`]),
    ];
  });
}

const MOST_OF_A_LIST = 3;
