import { describe, expect, it } from 'vitest';
import { CHECK_IDS, CHECKS } from '../../../checks/index.ts';
import type { Report } from '../../../src/core/report.ts';
import { HOP_OF_AREA, HOP_STATES, HOPS, hopOf, seenHops } from '../../../src/reporters/html/hops.ts';
import { renderHtml } from '../../../src/reporters/html/page.ts';
import { asked, blocked, check, passed, report } from '../build.ts';
import { blockedByToken, offline, oneCause, pair, wholeRun } from '../samples.ts';
import { elementsNamed, textOf } from './parse-page.ts';

const statesOf = (sample: Report) =>
  Object.fromEntries(seenHops(sample).map(({ hop, state, detail }) => [hop.id, `${state}: ${detail}`]));

describe('the stations on the way', () => {
  it('take every check, and no area that no check has', () => {
    const known = HOPS.map(({ id }) => id);
    expect(CHECK_IDS.filter((id) => !known.includes(hopOf(id)))).toEqual([]);
    const areas = new Set(CHECKS.map(({ id }) => id.split('/')[0]).filter((area) => area !== 'impact'));
    expect(new Set(Object.keys(HOP_OF_AREA))).toEqual(areas);
  });

  it('take a count over a period where the one case of it stands', () => {
    const same = {
      'sessions-made': 'processing/session',
      'owners-held': 'conversation/owner',
      'tickets-made': 'handoff/ticket',
      'replies-public': 'replies/public',
    };
    for (const [counted, single] of Object.entries(same))
      expect(hopOf(`impact/${counted}`)).toBe(hopOf(single));
  });

  it('each have something to be checked', () => {
    expect(new Set(CHECK_IDS.map(hopOf))).toEqual(new Set(HOPS.map(({ id }) => id)));
  });

  it('are broken where a check fails, with the number of its cause', () => {
    expect(statesOf(oneCause)).toEqual({
      hubspot: 'broken: 2 of 5 checks fail',
      webhook: 'unseen: no check applied',
      opencx: 'unanswered: 1 open question',
      reply: 'unseen: no check applied',
    });
    expect(seenHops(oneCause)[0]?.causes).toEqual([1]);
  });

  it('are only affected where an earlier cause explains the failure', () => {
    expect(statesOf(pair)).toMatchObject({
      hubspot: 'broken: 1 of 4 checks fail',
      opencx: 'affected: by HubSpot',
    });
  });

  it('are awaited while a check of theirs is to come, unless something is broken there already', () => {
    const pending = ['scopes/required', 'webhooks/throttle', 'webhooks/paused'];
    const states = seenHops(oneCause, pending).map(({ hop, state, detail }) => [hop.id, state, detail]);
    expect(states).toEqual([
      ['hubspot', 'broken', '2 of 5 checks fail'],
      ['webhook', 'awaited', '2 checks to come'],
      ['opencx', 'unanswered', '1 open question'],
      ['reply', 'unseen', 'no check applied'],
    ]);
  });

  it('wait for the station that blocks them', () => {
    expect(statesOf(blockedByToken)).toMatchObject({
      hubspot: 'broken: 1 of 3 checks fail',
      handoff: 'waiting: for HubSpot',
      reply: 'waiting: for HubSpot',
    });
    const itself = report({
      status: 'incomplete',
      checks: [blocked('webhooks/paused', 'webhooks/registered')],
    });
    expect(statesOf(itself)).toMatchObject({ webhook: 'waiting: for an earlier check' });
  });

  it('are not known, and never broken, where an outage hid them', () => {
    expect(statesOf(offline)).toMatchObject({
      hubspot: 'unknown: 3 of 4 not told',
      webhook: 'unknown: 2 of 3 not told',
    });
  });

  it('hold so far where a question is left', () => {
    const asking = report({
      status: 'healthy',
      checks: [passed('webhooks/paused'), asked('webhooks/committed', 'Is it?'), passed('replies/public')],
    });
    expect(statesOf(asking)).toMatchObject({ webhook: 'open: 1 open question', reply: 'holds: 1 check' });
  });

  it('keep a warning and an accepted failure apart from a break', () => {
    const suppressed = { reason: 'Known', expires: '2026-12-31' };
    const mixed = report({
      status: 'healthy',
      checks: [
        check('webhooks/throttle', 'warn', 'It is 10.'),
        check('replies/public', 'fail', 'Internal.', { suppressed }),
        passed('replies/channel-reachable'),
      ],
    });
    expect(statesOf(mixed)).toMatchObject({ webhook: 'warned: 1 warning', reply: 'accepted: 1 of 2 checks' });
  });

  it('leave the handoff out where it does not concern', () => {
    expect(Object.keys(statesOf(oneCause))).not.toContain('handoff');
    expect(Object.keys(statesOf(wholeRun))).toContain('handoff');
  });
});

describe('the picture of the way', () => {
  const pictures = (sample: Report) =>
    elementsNamed(renderHtml(sample), 'svg').filter(({ attributes }) => attributes['role'] === 'img');

  it('stands in a row and downwards, with a title and a description of every station', () => {
    const drawn = pictures(pair);
    expect(drawn.map(({ attributes }) => attributes['class'])).toEqual(['path across', 'path down']);
    for (const picture of drawn) {
      expect(textOf(elementsNamed(picture, 'title')[0])).toBe('The way of a message');
      expect(textOf(elementsNamed(picture, 'desc')[0])).toContain('OpenCX: affected (by HubSpot).');
    }
  });

  it('tells each state by a mark and words, not by colour alone', () => {
    for (const picture of pictures(pair)) {
      const stations = elementsNamed(picture, 'g');
      expect(stations.map(textOf)).toEqual([
        'Customer writes a message',
        'HubSpot broken 1 of 4 checks fail',
        'Webhook broken 1 of 2 checks fail',
        'OpenCX affected by HubSpot',
        'Reply not looked at no check applied',
      ]);
      const marks = stations.map((station) => elementsNamed(station, 'use')[0]?.attributes['href']);
      expect(marks).toEqual([undefined, '#mark-fail', '#mark-fail', '#mark-fail', '#mark-na']);
    }
    expect(
      Object.fromEntries(Object.entries(HOP_STATES).map(([state, { words }]) => [state, words])),
    ).toEqual({
      awaited: 'being looked at',
      broken: 'broken',
      affected: 'affected',
      unknown: 'not known',
      waiting: 'waiting',
      warned: 'to look at',
      accepted: 'failure accepted',
      open: 'holds so far',
      unanswered: 'not answered',
      holds: 'holds',
      unseen: 'not looked at',
    });
  });

  it('cuts the way behind each broken station', () => {
    const cuts = (sample: Report) =>
      elementsNamed(pictures(sample)[0], 'path').filter(({ attributes }) => attributes['class'] === 'cross')
        .length;
    expect(cuts(oneCause)).toBe(1);
    expect(cuts(pair)).toBe(3);
    expect(cuts(offline)).toBe(0);
  });

  it('says the same in a list', () => {
    const [list] = elementsNamed(renderHtml(pair), 'ol');
    const items = elementsNamed(list, 'li').map(textOf);
    expect(items[0]).toBe('Customer writes a message.');
    expect(items[1]).toContain('HubSpot: broken (1 of 4 checks fail; see cause 1).');
    expect(items).toHaveLength(5);
  });
});
