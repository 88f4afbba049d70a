import { describe, expect, it } from 'vitest';
import type { EvidenceError } from '../../src/core/evidence.ts';
import { untoldReason } from '../../src/reporters/untold-reason.ts';
import { check, live, report } from './build.ts';

function obstacleOf(key: string, error: Omit<EvidenceError, 'message'>): string | undefined {
  return untoldReason(
    report({
      status: 'incomplete',
      checks: [check('token/accepted', 'unknown', 'Could not be told.', { evidence: [key] })],
      evidence: { [key]: live({ outcome: 'error', error: { message: 'It failed.', ...error } }) },
    }),
  );
}

describe('what kept checks from being told', () => {
  it.each<[string, Omit<EvidenceError, 'message'>, string]>([
    ['token.introspection', { kind: 'timeout' }, 'HubSpot did not answer in time'],
    ['token.introspection', { kind: 'dns' }, 'HubSpot could not be reached (dns)'],
    ['token.introspection', { kind: 'tls' }, 'HubSpot could not be reached (tls)'],
    ['token.introspection', { kind: 'http', status: 503 }, 'HubSpot answered 503'],
    ['token.introspection', { kind: 'http', status: 429 }, 'HubSpot is limiting calls (429)'],
    ['conversation.ticket', { kind: 'http' }, 'what HubSpot says does not fit together'],
    ['token.introspection', { kind: 'not-allowed' }, 'calls were not allowed'],
    ['opencx.access', { kind: 'refused' }, 'OpenCX could not be reached (refused)'],
    ['conversation.session', { kind: 'timeout' }, 'OpenCX did not answer in time'],
    ['webhooks.answer', { kind: 'reset' }, 'the webhook target could not be reached (reset)'],
    ['logs.refusals', { kind: 'parse' }, 'what the API log gave could not be read'],
  ])('is told of %s with %o', (key, error, words) => {
    expect(obstacleOf(key, error)).toBe(words);
  });

  it('is what most of the failed evidence shares, used evidence only', () => {
    const failed = (kind: EvidenceError['kind']) =>
      live({ outcome: 'error', error: { kind, message: 'It failed.' } });
    const sample = report({
      status: 'incomplete',
      checks: [
        check('token/accepted', 'unknown', 'Open.', { evidence: ['a', 'b', 'c'] }),
        check('token/portal', 'pass', 'Fine.', { evidence: ['d', 'e', 'f'] }),
      ],
      evidence: {
        a: failed('dns'),
        b: failed('timeout'),
        c: failed('timeout'),
        d: failed('parse'),
        e: failed('parse'),
        f: failed('parse'),
      },
    });
    expect(untoldReason(sample)).toBe('HubSpot did not answer in time');
  });

  it('is a crash where nothing else failed, and the name of the one check that stayed open', () => {
    const crashed = report({ status: 'incomplete', checks: [check('token/accepted', 'crash', 'Broke.')] });
    expect(untoldReason(crashed)).toBe('token/accepted crashed');
    const waiting = report({
      status: 'incomplete',
      checks: [check('handoff/ticket-close', 'unknown', 'Too early to tell.')],
    });
    expect(untoldReason(waiting)).toBe('handoff/ticket-close');
  });
});
