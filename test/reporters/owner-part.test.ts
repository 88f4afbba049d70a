import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { CAUSE_IDS, CAUSES } from '../../checks/causes.ts';
import { QUESTIONS } from '../../checks/facts.ts';
import { placesFor, whoSees } from '../../checks/shared/places.ts';
import { CONNECTION_MODES } from '../../src/core/connection.ts';
import { OWNERS, type Owner } from '../../src/core/parties.ts';
import type { ReportQuestion } from '../../src/core/report.ts';
import { renderOwnerPart } from '../../src/reporters/owner-part.ts';
import { plainFix, plainWords } from '../../src/reporters/plain-words.ts';
import { cause, report } from './build.ts';
import { oneCause, pair } from './samples.ts';

const OF_THE_TOOL = /opencx-hubspot|this tool|--(?:only|thread|format|mode)|(?:OPENCX|HUBSPOT)_[A-Z]/i;

const partOf = (owner: Owner, of = pair, width = 100) => renderOwnerPart(of, owner, { width, color: true });
const inOneLine = (text: string) => text.split(/\s+/).join(' ');

function question(rest: Partial<ReportQuestion>): ReportQuestion {
  return {
    key: 'webhooks.throttle',
    kind: 'number',
    text: 'Which number?',
    where: 'HubSpot: your app -> Webhooks',
    settles: ['webhooks/throttle'],
    ...rest,
  };
}

describe('the part of one owner', () => {
  it('tells what they can mend, how sure that is, where and step by step', () => {
    const text = inOneLine(partOf('hubspot-admin'));
    expect(text).toContain('For the HubSpot admin, about OpenCX and HubSpot');
    for (const { title, owner, fixes } of pair.causes.filter((one) => one.owner === 'hubspot-admin')) {
      expect(owner).toBe('hubspot-admin');
      expect(text).toContain(title);
      for (const { steps, where, url } of fixes)
        for (const said of [...steps, where ?? '', url ?? '']) expect(text).toContain(said);
    }
    expect(text).toContain('How sure: likely, not certain');
    expect(text).toContain('Please answer this message when you have done it');
  });

  it('sends nobody after what follows from what others mend', () => {
    const text = inOneLine(partOf('opencx-support'));
    expect(text).toContain('Nothing to do yet: The thread has no OpenCX session. It seems to follow from');
    expect(text).not.toContain('Please answer');
  });

  it('asks what they can look up, and nobody else', () => {
    const asking = report({ status: 'open', checks: [], questions: [question({})] });
    expect(partOf('hubspot-admin', asking)).toContain('Which number?');
    expect(partOf('hubspot-admin', asking)).toContain('Please answer this message; then');
    expect(inOneLine(partOf('rep', asking))).toContain(
      'Nothing is known that the rep has to do so far; questions to others are still open.',
    );
  });

  it('asks for no secret in a message', () => {
    const { text } = QUESTIONS['webhooks.targetUrl'];
    const asking = report({
      status: 'open',
      checks: [],
      questions: [question({ key: 'webhooks.targetUrl', kind: 'secret-url', text })],
    });
    const part = inOneLine(partOf('hubspot-admin', asking));
    expect(part).toContain('please do not send it in a message');
    expect(part).not.toContain('Paste');
  });

  it.each(OWNERS)('says to %s that all is well only where it is', (owner) => {
    const well = 'everything that was looked at is as it should be';
    const told = (status: 'healthy' | 'incomplete' | 'warnings') =>
      inOneLine(partOf(owner, report({ status, checks: [] })));
    expect(told('healthy')).toContain(well);
    expect(told('incomplete')).toContain('but not everything could be looked at');
    expect(told('warnings')).not.toContain(well);
    const others = {
      ...oneCause,
      causes: [cause('a-b', { title: 'T', checks: [], owner: 'you' })],
      questions: [],
    };
    expect(inOneLine(partOf(owner, others))).toContain('What was found is for whoever ran the diagnosis.');
    const passing = { ...others, causes: [cause('a-b', { title: 'T', checks: [], owner: 'wait' })] };
    expect(inOneLine(partOf(owner, passing))).toContain('What was found is mended by no setting: T.');
  });

  it.each([40, 60, 80])('keeps to %d columns but for links, without colour', (width) => {
    for (const line of partOf('hubspot-admin', pair, width).split('\n')) {
      expect(line).not.toContain('\u001b');
      if (!line.includes('https://')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    }
  });
});

describe('plain words', () => {
  const ids = { uiDomain: 'app.hubspot.com', hubId: 7, appId: 8 };

  it.each(CONNECTION_MODES)(
    'leave a way to mend each cause of %s, without a command of this tool',
    (mode) => {
      const context = { places: placesFor({ ...ids, mode }), mode, details: {}, threadId: '4711' };
      for (const id of CAUSE_IDS.filter((each) => OWNERS.some((owner) => owner === CAUSES[each].owner))) {
        const fixes = CAUSES[id]
          .fixes(context)
          .map(plainFix)
          .filter((fix) => fix !== undefined);
        for (const { steps, where = '' } of fixes)
          for (const said of [...steps, where]) expect(said, id).not.toMatch(OF_THE_TOOL);
        const { owner } = CAUSES[id];
        const found = cause(id, { title: 'T', checks: [], owner, fixes: CAUSES[id].fixes(context) });
        const part = partOf(owner as Owner, report({ status: 'problems', checks: [], causes: [found] }));
        // With OAuth another token serves this tool alone.
        const isForThem = !(id === 'token-other-portal' && mode === 'oauth');
        expect(/What to (?:do|wait for):/.test(part), id).toBe(isForThem);
        expect(part.includes('whoever ran the diagnosis'), id).toBe(!isForThem);
      }
    },
  );

  it('leave out a sentence of a step, and keep the others', () => {
    expect(
      plainWords('Send it again. With an engine, `opencx-hubspot engine replay` runs it again. Wait.'),
    ).toBe('Send it again. Wait.');
  });
});

it.each(CONNECTION_MODES)('each screen of a question is seen by somebody, connected by %s', (mode) => {
  for (const { key, place } of Object.values(QUESTIONS)) {
    const { where } = place(placesFor({ mode }));
    if (!where.startsWith('Nowhere:')) expect(OWNERS, key).toContain(whoSees(where));
  }
});
