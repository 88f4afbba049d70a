import { describe, expect, it } from 'vitest';
import type { EvidenceSet } from '../../checks/facts.ts';
import { outweighedAnswers } from '../../src/doctor/outweighed.ts';
import { urlFacts } from '../../src/redact/url-facts.ts';

const SAID = { by: 'Ann', at: '2026-11-22T00:00:00.000Z' };

function read(
  source: 'file' | 'stated' | 'live',
  values: Record<string, unknown>,
  origin?: string,
): EvidenceSet {
  const at = '2026-11-29T00:00:00.000Z';
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      { outcome: 'ok', value, source, at, durationMs: 0, calls: 0, ...(origin !== undefined && { origin }) },
    ]),
  ) as EvidenceSet;
}

describe('an answer that does not count', () => {
  it('is told with what counts before it', () => {
    const evidence = read('file', { 'webhooks.throttle': { limit: 100 } }, 'hook.json');
    expect(outweighedAnswers(evidence, { 'webhooks.throttle': { value: 10, ...SAID } })).toEqual([
      {
        kind: 'outweighed',
        key: 'webhooks.throttle',
        text: '"webhooks.throttle" is 10 by Ann, and 100 in hook.json. What stands in hook.json counts.',
        said: [
          { value: '10', from: 'Ann', ...SAID },
          { value: '100', from: 'hook.json' },
        ],
      },
    ]);
  });

  it('is told without a URL', () => {
    const [held, said] = ['https://a.example.test/canary', 'https://a.example.test/canary2'].map(urlFacts);
    const [note] = outweighedAnswers(read('live', { 'webhooks.targetUrl': held }), {
      'webhooks.targetUrl': { value: said },
    });
    expect(note?.text).toBe(
      '"webhooks.targetUrl" is a URL by an answer, and another one in HubSpot itself. What stands in HubSpot itself counts.',
    );
    expect(JSON.stringify(note)).not.toContain('canary');
  });

  it.each<[string, EvidenceSet, Record<string, { value: unknown }>]>([
    [
      'says the same',
      read('file', { 'webhooks.throttle': { limit: 10 } }),
      { 'webhooks.throttle': { value: 10 } },
    ],
    [
      'says the same of events',
      read('file', {
        'webhooks.subscriptions': [
          { event: 'conversation.newMessage', active: true },
          { event: 'contact.creation', active: false },
        ],
      }),
      { 'webhooks.subscriptions': { value: ['conversation.newMessage'] } },
    ],
    [
      'is all that is known',
      read('stated', { 'webhooks.throttle': { limit: 10 } }),
      { 'webhooks.throttle': { value: 10 } },
    ],
    ['is of something that was not looked at', {}, { 'webhooks.throttle': { value: 10 } }],
  ])('is none where it %s', (_what, evidence, answers) => {
    expect(outweighedAnswers(evidence, answers)).toEqual([]);
  });
});
