import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { CAUSE_IDS, type CauseId } from '../../checks/causes.ts';
import { SYMPTOMS } from '../../checks/index.ts';
import { defineCheck } from '../../checks/shared/define-check.ts';
import { fail, pass } from '../../checks/shared/judgement.ts';
import type { CauseDefinition } from '../../src/core/cause.ts';
import { CATALOGUE_FORMATS } from '../../src/core/formats.ts';
import { CATALOGUE_REPORTERS, type Causes } from '../../src/reporters/catalogue.ts';

const CHECKS = [
  defineCheck({
    id: 'token/accepted',
    title: 'HubSpot accepts the token',
    causes: ['token-rejected', 'token-wrong-region'],
    needs: ['token.introspection'],
    after: ['token/format'],
    docs: 'https://docs.open.cx/integrations/hubspot/troubleshooting#connection-test-fails',
    about: 'Asks HubSpot what the token may do. Only its own refusal counts as a refusal.',
    judge: () => pass('HubSpot accepts the token.'),
  }),
  defineCheck({
    id: 'webhooks/throttle',
    title: 'event throttling is 100 per second or more',
    causes: ['throttle-too-low'],
    needs: ['webhooks.throttle'],
    uses: ['webhooks.file'],
    notFor: { oauth: 'OpenCX registers the webhooks itself.' },
    docs: 'https://docs.open.cx/integrations/hubspot/troubleshooting#replies-not-syncing',
    about: 'A low limit drops events in a burst.',
    judge: ({ 'webhooks.throttle': throttle }) =>
      throttle.limit < 100 ? fail('throttle-too-low', { summary: 'Too low.' }) : pass('High enough.'),
  }),
];

const TITLES: Partial<Record<CauseId, string>> = {
  'token-rejected': 'HubSpot does not accept the token',
  'token-wrong-region': 'The token belongs to another region',
  'throttle-too-low': 'Event throttling is too low',
};

const CAUSES = Object.fromEntries(
  CAUSE_IDS.map((id): [CauseId, CauseDefinition] => [
    id,
    { id, owner: 'hubspot-admin', title: () => TITLES[id] ?? id, leads: [], fixes: () => [] },
  ]),
) as Causes;

const AREA = { checks: CHECKS, causes: CAUSES, symptoms: [] };

const plain = { width: 80, color: false } as const;

describe('the catalogue as text', () => {
  it('lists the checks by area with claim and causes', () => {
    expect(CATALOGUE_REPORTERS.text(AREA, plain)).toBe(
      [
        'token',
        '  token/accepted     HubSpot accepts the token',
        '                     Causes: token-rejected, token-wrong-region',
        '',
        'webhooks',
        '  webhooks/throttle  event throttling is 100 per second or more',
        '                     Causes: throttle-too-low',
        '',
      ].join('\n'),
    );
  });

  it.each([40, 60, 71, 72, 200])('keeps within %i columns, URLs excepted', (width) => {
    const text = CATALOGUE_REPORTERS.text({ ...AREA, symptoms: SYMPTOMS }, { width, color: false });
    const lines = text.split('\n');
    expect(lines.filter((line) => stringWidth(line) > width && !line.includes('https://'))).toEqual([]);
    expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
  });
});

describe('the catalogue as JSON', () => {
  it('holds every check with its causes', () => {
    const text = CATALOGUE_REPORTERS.json(AREA, plain);
    expect(text).toMatch(/[^\n]\n$/);
    expect(JSON.parse(text)).toMatchObject({
      schemaVersion: 1,
      checks: [
        { id: 'token/accepted', after: ['token/format'], uses: [], causes: [{ id: 'token-rejected' }, {}] },
        {
          id: 'webhooks/throttle',
          notFor: { oauth: 'OpenCX registers the webhooks itself.' },
          causes: [{ id: 'throttle-too-low', title: 'Event throttling is too low', owner: 'hubspot-admin' }],
        },
      ],
    });
  });
});

describe('the whole catalogue', () => {
  it.each(CATALOGUE_FORMATS)('names the symptoms too, as %s', (format) => {
    const text = CATALOGUE_REPORTERS[format]({ ...AREA, symptoms: SYMPTOMS }, plain);
    for (const { id } of [...CHECKS, ...SYMPTOMS]) expect(text).toContain(id);
    expect(CATALOGUE_REPORTERS[format](AREA, plain)).not.toContain('replies-not-syncing:');
  });

  it('lists the causes in JSON, to be looked up', () => {
    const { causes } = JSON.parse(CATALOGUE_REPORTERS.json({ ...AREA, symptoms: SYMPTOMS }, plain));
    expect(causes).toHaveLength(CAUSE_IDS.length);
  });
});
