/** What is open is put to the person at the other end in forms, screen by screen; what comes back is not believed blindly. */
import { describe, expect, test } from 'vitest';
import { ANSWER_KEYS, QUESTIONS } from '../../checks/facts.ts';
import { followed, serve } from '../cli/served.ts';
import { inTurn } from '../support/proof.ts';
import { type Form, GENERATIONS, openAgentHere } from './client.ts';

const LOOK = { symptom: 'replies-not-delivered', thread: '8243595013' };
const SECRET = ANSWER_KEYS.filter((key) => QUESTIONS[key].form.kind === 'secret-url');

async function portal(name = 'healthy-email') {
  return followed((await serve(name)).printed).around.env;
}

describe.each(GENERATIONS)('in the %s generation', (generation) => {
  test('forms are for a screen each, ask for no secret, and ask nothing twice', async () => {
    const forms: Form[] = [];
    const { call } = await openAgentHere(generation, {
      env: await portal(),
      fillIn(form) {
        forms.push(form);
        return { action: 'accept', content: {} };
      },
    });
    const { text } = await call('diagnose', LOOK);
    const keys = forms.flatMap(({ requestedSchema }) => Object.keys(requestedSchema.properties));
    expect(forms.length).toBeGreaterThan(1);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => SECRET.some((secret) => secret === key))).toEqual([]);
    expect(new Set(forms.map(({ message }) => message)).size).toBe(forms.length);
    expect(forms[0]?.requestedSchema.properties['connection.mode']).toMatchObject({
      type: 'string',
      oneOf: expect.arrayContaining([expect.objectContaining({ const: 'oauth' })]),
    });
    // Nobody knew anything, so it is as open as before.
    expect(text).toMatch(/^run r\d+: open\n/);
    expect(text).toContain('question webhooks.committed = yes|no: ');
  });

  test('what a person fills in counts, also where it opens further questions', async () => {
    const { call } = await openAgentHere(generation, {
      env: await portal('changes-uncommitted'),
      fillIn: ({ requestedSchema: { properties } }) => ({
        action: 'accept',
        content: {
          ...('connection.mode' in properties && { 'connection.mode': 'legacy-app' }),
          ...('webhooks.committed' in properties && { 'webhooks.committed': false }),
        },
      }),
    });
    const { text } = await call('diagnose', LOOK);
    expect(text).toContain('cause changes-uncommitted (likely; a HubSpot admin can fix it)');
  });
});

test.each(inTurn(GENERATIONS, 0))(
  'who declines is asked no more, and told what is open (%s)',
  async (generation) => {
    let shown = 0;
    const { call } = await openAgentHere(generation, {
      env: await portal(),
      fillIn() {
        shown += 1;
        return { action: 'decline' };
      },
    });
    const { text, failed } = await call('diagnose', LOOK);
    expect(failed).toBe(false);
    expect(text).toMatch(/^run r\d+: open\n/);
    expect(shown).toBeLessThanOrEqual(3);
  },
);

test.each(inTurn(GENERATIONS, 1))(
  'what nobody was asked is no answer, and what cannot be used is said (%s)',
  async (generation) => {
    const { call } = await openAgentHere(generation, {
      env: await portal(),
      fillIn: ({ requestedSchema: { properties } }) => ({
        action: 'accept',
        content: {
          'opencx.webhookUrl': 'https://x.test/hook',
          'opencx.nothing': 'x',
          ...('connection.mode' in properties && { 'connection.mode': 'by-pigeon' }),
        },
      }),
    });
    const { text } = await call('diagnose', LOOK);
    expect(text).not.toContain('x.test');
    expect(text).toMatch(/connection\.mode.*must be one of legacy-app/);
  },
);

test.each(inTurn(GENERATIONS, 0))(
  'one answer that cannot be used takes none of the others with it, whatever it is about (%s)',
  async (generation) => {
    const { call } = await openAgentHere(generation, {
      env: await portal('changes-uncommitted'),
      fillIn: ({ requestedSchema: { properties } }) => ({
        action: 'accept',
        content: {
          ...('conversation.thread' in properties && { 'conversation.thread': 'the one of yesterday' }),
          ...('opencx.defaultUserId' in properties && { 'opencx.defaultUserId': 'x'.repeat(3_000) }),
          ...('connection.mode' in properties && { 'connection.mode': 'legacy-app' }),
          ...('webhooks.committed' in properties && { 'webhooks.committed': false }),
        },
      }),
    });
    const { text, failed } = await call('diagnose', { symptom: LOOK.symptom });
    expect(failed).toBe(false);
    expect(text).toContain('The form: thread wants the id of a conversation');
    expect(text).not.toContain('xxx');
    expect(text).toContain('cause changes-uncommitted (likely; ');
  },
);

test.each(inTurn(GENERATIONS, 2))(
  'an agent may answer by itself, in place of a person (%s)',
  async (generation) => {
    const { call } = await openAgentHere(generation, {
      env: await portal(),
      fillIn: () => {
        throw new Error('Nobody was to be asked.');
      },
    });
    expect((await call('diagnose', { ...LOOK, ask: false })).text).toContain('question connection.mode = ');
  },
);

test('a cause that was measured is told before anybody is asked', async () => {
  const { call } = await openAgentHere('modern', {
    env: await portal('token-rejected'),
    fillIn: () => {
      throw new Error('Nobody was to be asked.');
    },
  });
  expect((await call('diagnose', { symptom: 'connection-test-fails' })).text).toContain(
    'cause token-rejected (confirmed',
  );
});

test('a state that the server did not make is refused', async () => {
  const { client } = await openAgentHere('modern', {
    env: await portal(),
    fillIn: () => ({ action: 'decline' }),
  });
  const forged = client.request({
    method: 'tools/call',
    params: {
      name: 'diagnose',
      arguments: LOOK,
      requestState: 'eyJhbnN3ZXJzIjp7fX0.AAAA',
      inputResponses: {},
    },
  });
  await expect(forged).rejects.toThrow(/requestState/);
});
