import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWER_KEYS, type AnswerKey, QUESTIONS } from '../../../checks/facts.ts';
import { REQUIRED_EVENTS } from '../../../src/core/hubspot/webhooks.ts';
import { readAnswersText } from '../../../src/doctor/answers.ts';
import type { Form } from '../../../src/doctor/form/form.ts';
import { fingerprint, urlFacts } from '../../../src/redact/url-facts.ts';
import { renderForm } from '../../../src/reporters/form/render.ts';
import { usageErrorOf } from '../../config/folder.ts';
import { filledMarkdown, filledYaml, keysIn } from '../../reporters/form/filled.ts';
import { runs } from '../../support/proof.ts';
import { DAMAGES, someDamage } from './damage.ts';

const URL_IN_CLEAR = 'https://hooks.example.test/canary-path?sig=canary';
const FACTS = urlFacts(URL_IN_CLEAR);

/** Every question, on three screens. */
const FORM: Form = {
  portal: 1020304,
  written: '2026-11-22',
  screens: [0, 1, 2].map((third) => ({
    place: { where: `OpenCX: Settings -> Screen ${third}`, url: `https://platform.open.cx/${third}` },
    asked: 'opencx-admin',
    questions: ANSWER_KEYS.filter((_, index) => index % 3 === third).map((key) => ({
      key,
      text: QUESTIONS[key].text,
      form: QUESTIONS[key].form,
      known: 'the security log last shows "Ann": 10 events; whether that is so is not documented',
    })),
  })),
};
const YAML = await renderForm(FORM, 'yaml');
const MARKDOWN = await renderForm(FORM, 'markdown');
const KINDS = [
  ['form.yaml', (screens: Screens) => filledYaml(YAML, screens)],
  ['form.md', (screens: Screens) => filledMarkdown(MARKDOWN, screens)],
] as const;

type Screens = Record<string, unknown>;

/** What could stand on the screens: any answers to any of the questions. */
const anyScreens: fc.Arbitrary<Screens> = fc.record(
  Object.fromEntries(ANSWER_KEYS.map((key) => [key, answerTo(key)])),
  { requiredKeys: [] },
);

function answerTo(key: AnswerKey): fc.Arbitrary<unknown> {
  const { form } = QUESTIONS[key];
  switch (form.kind) {
    case 'yes-no':
      return fc.boolean();
    case 'number':
      return fc.integer({ min: 1, max: 99_999_999 });
    case 'words':
      return fc.uniqueArray(fc.constantFrom('hs_pipeline_stage', 'subject', 'hs_pipeline', 'content'));
    case 'choice':
      return fc.constantFrom(...form.choices.map(({ value }) => value));
    case 'several':
      return fc.subarray([...REQUIRED_EVENTS]);
    case 'secret-url':
      return fc.constantFrom(null, fingerprint(FACTS));
    case 'text':
      return fc.constantFrom('', key === 'conversation.contactEmail' ? 'jane@example.test' : 'A-7001');
  }
}

/** The values, as a plain answers file would give them. */
async function asAnswers(screens: Screens): Promise<Screens> {
  const { answers } = await readAnswersText(JSON.stringify({ answers: screens }), 'answers.json');
  return valuesOf(answers);
}

function valuesOf(answers: Readonly<Record<string, { value: unknown } | undefined>>): Screens {
  return Object.fromEntries(Object.entries(answers).map(([key, answer]) => [key, sorted(answer?.value)]));
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.toSorted() : value;
}

describe.each(KINDS)('%s', (name, filled) => {
  it('asks every question once', () => {
    expect(keysIn(name === 'form.yaml' ? YAML : MARKDOWN)).toEqual(ANSWER_KEYS);
  });

  it('is read as it was filled in, whatever was left open', async () => {
    await fc.assert(
      fc.asyncProperty(anyScreens, async (screens) => {
        const read = await readAnswersText(filled(screens), name);
        expect(valuesOf(read.answers)).toEqual(await asAnswers(screens));
        expect(read.portal).toBe(1020304);
        expect(Object.values(read.answers).every((answer) => answer?.at === '2026-11-22T00:00:00.000Z')).toBe(
          true,
        );
      }),
      { numRuns: runs(300) },
    );
  });

  it.each(Object.entries(DAMAGES))('is read the same with %s', async (_, damage) => {
    const screens = {
      ...Object.fromEntries(
        ANSWER_KEYS.map((key) => [key, fc.sample(answerTo(key), { numRuns: 1, seed: 7 })[0]]),
      ),
    };
    const read = await readAnswersText(damage(filled(screens)), name);
    expect(valuesOf(read.answers)).toEqual(await asAnswers(screens));
    expect(read.portal).toBe(1020304);
  });

  it('is read the same, or told to be damaged, whatever becomes of it on its way', async () => {
    await fc.assert(
      fc.asyncProperty(anyScreens, someDamage, async (screens, { damage }) => {
        const { answers, notes = [] } = await readAnswersText(damage(filled(screens)), name);
        const expected = await asAnswers(screens);
        for (const [key, value] of Object.entries(valuesOf(answers)))
          expect(value, key).toEqual(expected[key]);
        for (const key of Object.keys(expected))
          expect(key in answers || notes.some((note) => note.key === key), key).toBe(true);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('a form that came back', () => {
  const yaml = (lines: string) => `portal: 1020304\nasked: 2026-11-22\nby: Ann\nanswers:\n${lines}\n`;
  const notesOn = async (text: string, name = 'form.yaml') =>
    ((await readAnswersText(text, name)).notes ?? []).map((note) => note.text);

  it.each([
    ['webhooks.throttle: ten', '"webhooks.throttle" in form.yaml stays open: "ten" is no whole number.'],
    [
      'webhooks.throttle: 0',
      '"webhooks.throttle" in form.yaml stays open: "0" is no answer: it must be a number of events per second, whole and above zero.',
    ],
    [
      "webhooks.throttle: don't know",
      '"webhooks.throttle" in form.yaml stays open: "don\'t know" says that it is not known.',
    ],
    ['webhooks.throttle: ?', '"webhooks.throttle" in form.yaml stays open: "?" says that it is not known.'],
    [
      'webhooks.committed: I think so',
      '"webhooks.committed" in form.yaml stays open: "I think so" is neither yes nor no.',
    ],
    [
      'webhooks.ticketProperties: you would have to ask Bob about that',
      '"webhooks.ticketProperties" in form.yaml stays open: "you would have to ask Bob about that" is a remark.',
    ],
    [
      'opencx.defaultUserId: the one of Bob',
      '"opencx.defaultUserId" in form.yaml stays open: "the one of Bob" is a remark.',
    ],
    [
      'connection.mode: legacy',
      '"connection.mode" in form.yaml stays open: "legacy" is no answer: it must be one of legacy-app, project-app, service-key, oauth; the nearest one is "legacy-app".',
    ],
    [
      'webhooks.throtle: 10',
      '"webhooks.throtle" in form.yaml is not a known answer; the nearest one is "webhooks.throttle"; it is left out.',
    ],
  ])('says what of it is no answer: %s', async (line, sentence) => {
    expect(await notesOn(yaml(`  ${line}\n  webhooks.paused: none`))).toContain(sentence);
    const { answers } = await readAnswersText(yaml(`  ${line}\n  webhooks.paused: none`), 'form.yaml');
    expect(answers).toEqual({ 'webhooks.paused': { value: [], by: 'Ann', at: '2026-11-22T00:00:00.000Z' } });
  });

  it.each([
    'I think no',
    'no idea',
    'no, I think',
    'yes and no',
    'on Monday',
    'off and on',
    'since it was on',
    'not that I know',
    'I would say yes',
    'yesterday',
    'now',
    'Tony',
    'any',
    'no?',
    'yes?',
  ])('takes %j for neither yes nor no', async (words) => {
    const { answers, notes } = await readAnswersText(yaml(`  webhooks.committed: ${words}`), 'form.yaml');
    expect(answers).toEqual({});
    expect(notes).toMatchObject([{ kind: 'left-open', key: 'webhooks.committed' }, { kind: 'form' }]);
  });

  it.each([
    [true, ['y', 'yes', 'true', 'on']],
    [false, ['n', 'no', 'false', 'off']],
  ] as const)('takes for %j how people write it', async (value, words) => {
    for (const word of words.flatMap((each) => [each, each.toUpperCase()]))
      for (const end of ['', '.', '!']) {
        const { answers } = await readAnswersText(yaml(`  webhooks.committed: ${word}${end}`), 'form.yaml');
        expect(answers['webhooks.committed']?.value, word + end).toBe(value);
      }
  });

  it('says how much of it is answered', async () => {
    expect(await notesOn(yaml('  webhooks.throttle: 10\n  webhooks.paused:'))).toEqual([
      'form.yaml answers 1 of its 2 questions; the others stay open.',
    ]);
    expect(await notesOn(yaml('  webhooks.throttle:\n  webhooks.paused:'))).toEqual([
      'form.yaml answers none of its 2 questions.',
    ]);
    expect(await notesOn(yaml('  webhooks.throttle:'))).toEqual(['form.yaml leaves its one question open.']);
    expect(await notesOn(yaml('  webhooks.throtle: 10'))).toContain(
      'form.yaml holds no question that is known.',
    );
    expect(await notesOn(yaml('  webhooks.throttle: 10'))).toEqual([]);
    expect(await notesOn(yaml('  webhooks.throttle: 10\n  webhooks.throtle: 10'))).toHaveLength(1);
  });

  it('answers nothing that it answers in two ways, and shows both', async () => {
    const read = await readAnswersText(
      yaml('  webhooks.throttle: 10\n  webhooks.throttle: 100'),
      'form.yaml',
    );
    expect(read.answers).toEqual({});
    expect(read.notes?.[0]).toMatchObject({
      kind: 'contradiction',
      key: 'webhooks.throttle',
      said: [{ value: '10' }, { value: '100' }],
    });
    expect(read.notes?.[0]?.text).toContain('10 and 100. Neither counts');
    const twice = await readAnswersText(
      yaml('  webhooks.throttle: 10\n  webhooks.throttle: 10'),
      'form.yaml',
    );
    expect(twice.answers['webhooks.throttle']?.value).toBe(10);
  });

  it.each([
    ['**Answer to webhooks.committed:**\n\n- [x] Yes\n- [x] No', 'ticks more than one'],
    ['**Answer to webhooks.committed:** no\n\n- [x] Yes\n- [ ] No', 'stands beside a tick'],
    [
      '**Answer to webhooks.paused:**\n\n- [x] Conversation: New message (conversation.newMessage)\n- [x] None of them',
      'ticks some of them, and none of them',
    ],
  ])('takes no side where ticks contradict one another: %j', async (text, why) => {
    const { answers, notes = [] } = await readAnswersText(`Asked on: 2026-11-22\n\n${text}`, 'form.md');
    expect(answers).toEqual({});
    expect(notes.map((note) => note.text).join()).toContain(why);
  });

  it.each(['[x]', '[X]', '[ x ]', '[\u2713]', '[*]', '\u2612', '\u2611'])(
    'knows the tick %s',
    async (tick) => {
      const { answers } = await readAnswersText(
        `Answer to webhooks.committed:\n${tick} Yes, since Monday\n[ ] No`,
        'form.md',
      );
      expect(answers['webhooks.committed']?.value).toBe(true);
    },
  );

  it.each(['[no]', '[n]', '[-]', '[?]', '[0]', '~~[x]'])('takes %s for no tick, and says so', async (box) => {
    const text = `Answer to webhooks.committed:\n- ${box} Yes${box.startsWith('~~') ? '~~' : ''}\n- [ ] No`;
    const { answers, notes = [] } = await readAnswersText(text, 'form.md');
    expect(answers).toEqual({});
    expect(notes[0]?.text).toContain(
      '"Yes" stands beside a box of which nobody can tell whether it is ticked',
    );
  });

  it.each([
    ['[x] Yes [ ] No', true],
    ['[ ] Yes [x] No', false],
    ['| [ ] Yes | [x] No |', false],
    ['1. [x] Yes\n2. [ ] No', true],
    ['\\[ \\] Yes\n\\[x\\] No', false],
    ['\u2705\ufe0f Yes \u2b1c No', true],
    ['[x] **Yes** / [ ] **No**', true],
    ['[x] Yes [x] No', undefined],
  ])('knows whose box is ticked in %j', async (boxes, value) => {
    for (const between of [' ', '\n\n']) {
      const text = `Answer to webhooks.committed:${between}${boxes}`;
      const { answers } = await readAnswersText(text, 'form.md');
      expect(answers['webhooks.committed']?.value).toBe(value);
    }
  });

  it.each([
    ['Ann', 'Ben', '10 (Ann) and 100 (Ben)'],
    ['Ann', '', '10 (Ann) and 100'],
    ['', 'Ben', '10 and 100 (Ben)'],
  ])('gives each of two forms in one text to whoever filled it in: %j and %j', async (one, other, shown) => {
    const form = (by: string, answers: string) => `Answered by: ${by}\n\n${answers}\n\n`;
    const text = `${form(one, 'Answer to webhooks.throttle: 10')}${form(other, 'Answer to webhooks.throttle: 100\nAnswer to webhooks.committed: yes')}`;
    const { answers, notes = [] } = await readAnswersText(text, 'form.md');
    expect(notes[0]?.text).toContain(`in two ways in form.md: ${shown}. Neither`);
    expect(answers['webhooks.committed']?.by).toBe(other || undefined);
  });

  it('tells what stands behind an answer as a comment, and takes it where nothing else stands', async () => {
    const text = yaml('  webhooks.committed: yes # I think\n  webhooks.throttle: # 100/s').replace(
      'by: Ann',
      'by: # Ann Admin',
    );
    const { answers, notes = [] } = await readAnswersText(text, 'form.yaml');
    expect(answers).toMatchObject({
      'webhooks.committed': { value: true, by: 'Ann Admin' },
      'webhooks.throttle': { value: 100 },
    });
    expect(notes.map((note) => note.text)).toEqual([
      'Beside "webhooks.committed" in form.yaml stands: "I think".',
    ]);
    const secret = await readAnswersText(yaml(`  webhooks.targetUrl: none # ${URL_IN_CLEAR}`), 'form.yaml');
    expect(JSON.stringify(secret)).not.toContain('canary');
  });

  it.each(['"webhooks.committed"', "'webhooks.committed'"])(
    'knows what stands behind an answer where its name is quoted: %s',
    async (name) => {
      const { notes = [] } = await readAnswersText(yaml(`  ${name}: yes # I think`), 'form.yaml');
      expect(notes.map(({ text }) => text)).toContain(
        'Beside "webhooks.committed" in form.yaml stands: "I think".',
      );
    },
  );

  it('takes an answer with who gave it and when, as an answers file has it', async () => {
    const entries = [
      'webhooks.throttle: { value: 100, by: Ben, at: 2026-11-20 }',
      'webhooks.committed: { value: yes }',
    ];
    const { answers } = await readAnswersText(yaml(`  ${entries.join('\n  ')}`), 'form.yaml');
    expect(answers).toEqual({
      'webhooks.throttle': { value: 100, by: 'Ben', at: '2026-11-20T00:00:00.000Z' },
      'webhooks.committed': { value: true, by: 'Ann', at: '2026-11-22T00:00:00.000Z' },
    });
  });

  it('takes remarks that are items of a list', async () => {
    const text = 'Answer to webhooks.committed: yes\n\nRemarks:\n\n- We changed\n- the app';
    expect(await notesOn(text, 'form.md')).toContain('Remarks in form.md: We changed, the app');
  });

  it.each([
    ['R\u00e9ponse \u00e0 webhooks.throttle : 100', 100],
    ['Antwort auf webhooks.throttle: 100 per second', 100],
    ['Known: webhooks.throttle: 100', undefined],
    ['as in "webhooks.throttle: 100".', undefined],
  ])('finds an answer where its page was translated: %s', async (line, value) => {
    const text = `${line}\nAnswer to webhooks.committed: yes`;
    expect((await readAnswersText(text, 'form.md')).answers['webhooks.throttle']?.value).toBe(value);
  });

  it.each([
    ['1020304', 1020304],
    ['1,020,304 (ACME)', 1020304],
    ['1 020 304', 1020304],
    ['ACME', undefined],
  ])('knows the portal %s', async (written, portal) => {
    const text = `HubSpot account: ${written}\nAnswer to webhooks.throttle: 10`;
    expect((await readAnswersText(text, 'form.md')).portal).toBe(portal);
  });

  it('is refused where a form about another portal stands in it too', async () => {
    const form = (portal: string) => `HubSpot account: ${portal}\nAnswer to webhooks.throttle: 10\n\n`;
    for (const [one, other] of [
      ['1020304', '999'],
      ['999', '1020304'],
    ] as const) {
      const refused = await usageErrorOf(readAnswersText(form(one) + form(other), 'form.md'));
      expect(refused.message).toBe(`form.md holds forms about two portals, ${one} and ${other}.`);
    }
    expect((await readAnswersText(form('999') + form('999'), 'form.md')).portal).toBe(999);
  });

  it('is looked through once, however many blank lines it has', async () => {
    const blank = '\n'.repeat(300_000);
    expect(
      (await readAnswersText(`{"answers": {"webhooks.throttle": 10}${blank}}`, 'a.json')).answers,
    ).toEqual({
      'webhooks.throttle': { value: 10 },
    });
  }, 5_000);

  it('keeps what somebody wrote beside an answer, and remarks', async () => {
    const text =
      'Answer to webhooks.committed:\n- [x] Yes (since Monday)\n- [ ] No\n\nRemarks:\n\nWe changed\nthe app.';
    const sentences = await notesOn(text, 'form.md');
    expect(sentences).toContain('Beside "webhooks.committed" in form.md stands: "(since Monday)".');
    expect(sentences).toContain('Remarks in form.md: We changed the app.');
  });

  it('makes a fingerprint of a webhook URL at once, and never repeats it', async () => {
    const read = await readAnswersText(yaml(`  webhooks.targetUrl: <${URL_IN_CLEAR}>`), 'form.yaml');
    expect(read.answers['webhooks.targetUrl']?.value).toEqual(FACTS);
    expect(read.clearUrls['webhooks.targetUrl']?.reveal()).toBe(URL_IN_CLEAR);
    expect(JSON.stringify([read.answers, read.notes])).not.toContain('canary');
    expect(read.notes?.[0]?.text).toContain('which is a secret');
    const broken = await readAnswersText(yaml('  webhooks.targetUrl: "https canary"'), 'form.yaml');
    expect(JSON.stringify(broken)).not.toContain('canary');
    expect(broken.notes?.[0]?.text).toContain('What was written is no answer');
  });

  it('takes the last date that it names for its age', async () => {
    const at = async (fields: string) =>
      (await readAnswersText(`${fields}\nAnswer to webhooks.throttle: 10`, 'form.md')).answers[
        'webhooks.throttle'
      ]?.at;
    expect(await at('- Asked on: 2026-11-01\n- Answered on: 2026-11-20')).toBe('2026-11-20T00:00:00.000Z');
    expect(await at('- Asked on: 2026-11-01\n- Answered on: yesterday')).toBe('2026-11-01T00:00:00.000Z');
    expect(await at('')).toBeUndefined();
  });

  it.each([
    ['form.html', '<!DOCTYPE html>', 'form.html is the page with the questions, and holds no answers.'],
    ['form.docx', 'PK\u0003\u0004', 'is a document of a word processor, of which no answers can be read.'],
    ['answers.yaml', '{\\rtf1\\ansi}', 'is a document of a word processor, of which'],
    ['form.txt', '%PDF-1.7', 'is a PDF, of which no answers can be read.'],
    ['mail.txt', 'Content-Transfer-Encoding: base64\n\nQQ==', 'is a mail as its program keeps it, of which'],
    ['form.md', '# Something else', 'is no form of questions: no line of it begins with "Answer to".'],
  ])('is refused where it holds no answers: %s', async (name, text, sentence) => {
    expect((await usageErrorOf(readAnswersText(text, name))).message).toContain(sentence);
  });
});
