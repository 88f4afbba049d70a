import { expect, it } from 'vitest';
import { nearest } from '../../src/config/nearest.ts';
import { UsageError } from '../../src/config/usage-error.ts';

it('names the candidate that differs least', () => {
  expect(nearest('throtle', ['committed', 'throttle'])).toBe('throttle');
});

it('takes no notice of upper and lower case, and answers with the candidate as it is', () => {
  expect(nearest('APIURL', ['tokenFile', 'apiUrl'])).toBe('apiUrl');
});

it('has nothing to name without candidates', () => {
  expect(nearest('x', [])).toBeUndefined();
});

it('a usage error never repeats what looks like a secret', () => {
  const error = new UsageError('"pat-na1-00000000-0000-0000-0000-000000000000" is no mode.', {
    hint: 'Not ocx_live_0123456789abcdef.',
  });
  expect(error.message).toBe('"pat-na1-[secret]" is no mode.');
  expect(error.hint).toBe('Not ocx_live_[secret].');
});
