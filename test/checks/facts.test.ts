import { describe, expect, it } from 'vitest';
import { ANSWER_KEYS, EVIDENCE_KEYS, FACTS, QUESTIONS } from '../../checks/facts.ts';
import { PROBES } from '../../checks/index.ts';
import { WrongAnswer } from '../../checks/shared/answers.ts';
import { placesFor } from '../../checks/shared/places.ts';
import { CONNECTION_MODES } from '../../src/core/connection.ts';
import { CHANNEL_CHOICES } from '../../src/core/hubspot/channels.ts';
import { REQUIRED_EVENTS } from '../../src/core/hubspot/webhooks.ts';

const questions = Object.values(QUESTIONS);

function valuesOf(key: keyof typeof QUESTIONS): string[] {
  const { form } = QUESTIONS[key];
  return 'choices' in form ? form.choices.map(({ value }) => value) : [];
}

describe('QUESTIONS', () => {
  it('has one for every key of an answers file, and for which conversation and which session it is', () => {
    const pointers = ['conversation.session', 'conversation.thread'];
    expect(Object.keys(QUESTIONS).sort()).toEqual([...ANSWER_KEYS, ...pointers].sort());
    for (const [key, question] of Object.entries(QUESTIONS)) expect(question.key).toBe(key);
  });

  it('asks in a sentence that says what the answers mean', () => {
    for (const { key, text } of questions) {
      expect(text, key).toMatch(/\?/);
      expect(text, key).toMatch(/[.?]$/);
      expect(text.split(/\s+/).length, key).toBeGreaterThan(15);
    }
    expect(new Set(questions.map(({ text }) => text)).size).toBe(questions.length);
  });

  it('never echoes or saves a webhook URL', () => {
    expect(QUESTIONS['webhooks.targetUrl'].form.kind).toBe('secret-url');
    expect(QUESTIONS['opencx.webhookUrl'].form.kind).toBe('secret-url');
  });

  it('offers the values of an answers file under the labels of the screens', () => {
    expect(valuesOf('connection.mode')).toEqual([...CONNECTION_MODES]);
    expect(valuesOf('conversation.channel')).toEqual(Object.keys(CHANNEL_CHOICES));
    expect(valuesOf('webhooks.subscriptions')).toEqual([...REQUIRED_EVENTS]);
    expect(valuesOf('webhooks.paused')).toEqual([...REQUIRED_EVENTS]);
    const { form } = QUESTIONS['webhooks.subscriptions'];
    expect(form.kind).toBe('several');
    expect('choices' in form && form.choices.map(({ name }) => name)).toEqual([
      'Conversation: New message',
      'Conversation: Conversation creation',
      'Ticket: Property change',
    ]);
  });

  it('asks for the type that each answer has', () => {
    for (const key of ['opencx.assistMode', 'opencx.ticketCreation', 'webhooks.committed'] as const) {
      expect(QUESTIONS[key].form.kind).toBe('yes-no');
    }
    expect(QUESTIONS['webhooks.throttle'].form.kind).toBe('number');
  });

  it('sends a person to a place in every mode, the app for what stands in HubSpot', () => {
    for (const mode of CONNECTION_MODES) {
      const places = placesFor({ mode });
      for (const { key, place } of questions) expect(place(places).where, key).not.toBe('');
    }
    const places = placesFor({ uiDomain: 'app.hubspot.com', hubId: 7, appId: 8, mode: 'legacy-app' });
    expect(QUESTIONS['webhooks.throttle'].place(places)).toEqual(places.appWebhooks());
    expect(QUESTIONS['opencx.crmConnected'].place(places)).toEqual(places.openCxCrms());
  });
});

describe('FACTS', () => {
  it('have one probe each, so that none stands in two areas', () => {
    expect(PROBES.map(({ key }) => key).sort()).toEqual([...EVIDENCE_KEYS].sort());
  });

  it.each(EVIDENCE_KEYS)('%s is named in words and says where it can come from', (key) => {
    const { title, sources, ask } = FACTS[key];
    expect(title).toMatch(/^\S.{5,}[^.]$/);
    expect(new Set(sources).size).toBe(sources.length);
    // What a person may answer is a source of the fact, and the last one to be believed but for files.
    const isAnswerable = ANSWER_KEYS.some((one) => one === key);
    expect(sources.includes('stated')).toBe(isAnswerable && ask !== undefined);
  });
});

describe('the answer to each question', () => {
  const samples = {
    'yes-no': [true],
    number: [100],
    text: ['A-7001', 'jo@example.test', ''],
    words: [['one', 'two']],
    'secret-url': [null, 'https://api.open.cx/backend/hubspot/canary'],
    choice: [],
    several: [[], [...REQUIRED_EVENTS]],
  };

  it.each(ANSWER_KEYS)(
    '%s is read where it has the form that was asked for, and refused in words elsewhere',
    (key) => {
      const { answer } = FACTS[key].ask ?? {};
      if (!answer) throw new Error(`${key} has no question.`);
      const { form } = answer;
      const good: unknown[] =
        form.kind === 'choice' ? form.choices.map(({ value }) => value) : samples[form.kind];
      const readable = good.filter((value) => reads(() => answer.read(value)));
      expect(readable.length).toBeGreaterThan(0);
      for (const wrong of [undefined, {}, Number.NaN, [[]], 'x'.repeat(5).split('')]) {
        if (form.kind === 'words' && Array.isArray(wrong) && wrong[0] === 'x') continue;
        expect(() => answer.read(wrong)).toThrow(WrongAnswer);
      }
    },
  );
});

function reads(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof WrongAnswer) return false;
    throw error;
  }
}
