import { describe, expect, it } from 'vitest';
import { ANSWER_KEYS, QUESTIONS } from '../../../checks/facts.ts';
import { placesFor } from '../../../checks/shared/places.ts';
import { CHANNELS } from '../../../src/core/channels.ts';
import { CONNECTION_MODES } from '../../../src/core/ids.ts';
import { REQUIRED_EVENTS } from '../../../src/core/webhooks.ts';

const questions = Object.values(QUESTIONS);

function valuesOf(key: keyof typeof QUESTIONS): string[] {
  const { form } = QUESTIONS[key];
  return 'choices' in form ? form.choices.map(({ value }) => value) : [];
}

describe('QUESTIONS', () => {
  it('has one for every key of an answers file, and one for which conversation it is', () => {
    expect(Object.keys(QUESTIONS).sort()).toEqual([...ANSWER_KEYS, 'conversation.thread'].sort());
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
    expect(valuesOf('conversation.channel')).toEqual([...CHANNELS]);
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
    const yesNo = questions.filter(({ form }) => form.kind === 'yes-no').map(({ key }) => key);
    expect(yesNo.sort()).toEqual([
      'opencx.assistMode',
      'opencx.crmConnected',
      'opencx.ticketCreation',
      'opencx.workflowAction',
      'webhooks.committed',
    ]);
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
