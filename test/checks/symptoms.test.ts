import { describe, expect, it } from 'vitest';
import { CHECK_IDS, SYMPTOMS } from '../../checks/index.ts';
import { SYMPTOM_IDS } from '../../checks/symptoms.ts';

describe('SYMPTOMS', () => {
  it('holds every symptom once, in the order of the ids', () => {
    expect(SYMPTOMS.map(({ id }) => id)).toEqual(SYMPTOM_IDS);
  });

  it.each(SYMPTOMS.map((symptom) => [symptom.id, symptom] as const))(
    '%s begins with the ground',
    (_, { checks }) => {
      expect(checks.slice(0, 3)).toEqual(['token/format', 'token/accepted', 'scopes/required']);
      expect(checks.length).toBeGreaterThan(3);
    },
  );

  it.each(SYMPTOMS.map((symptom) => [symptom.id, symptom] as const))(
    '%s names known checks, each once',
    (_, { checks }) => {
      expect(new Set(checks).size).toBe(checks.length);
      expect(CHECK_IDS).toEqual(expect.arrayContaining([...checks]));
    },
  );

  it('tests the whole token where the connection test fails', () => {
    const connection = SYMPTOMS.find(({ id }) => id === 'connection-test-fails');
    expect(connection?.checks).toEqual(
      expect.arrayContaining(CHECK_IDS.filter((id) => id.startsWith('token/'))),
    );
  });

  it('points each at a section of its own on the troubleshooting page', () => {
    const sections = SYMPTOMS.map(({ docs }) => docs);
    expect(new Set(sections).size).toBe(sections.length);
    for (const docs of sections) {
      expect(docs).toMatch(/^https:\/\/docs\.open\.cx\/integrations\/hubspot\/troubleshooting#[a-z-]+$/);
    }
  });
});
