import { describe, expect, it } from 'vitest';
import {
  categoryOf,
  rateLimitPolicy,
  readErrorBody,
  refusedScopes,
} from '../../../src/core/hubspot/error-words.ts';

describe('the body of a refusal', () => {
  it('is read as far as it has the form that HubSpot documents', () => {
    const body = {
      message: 'No.',
      category: 'BANNED',
      correctHublet: 7,
      context: { 'expire time': ['1970-01-01T00:00:00Z'], other: 'x', mixed: ['a', 1] },
      errors: [{ code: 'X', message: null, context: { requiredScopes: ['tickets'] } }, 'y'],
      status: 'error',
    };
    expect(readErrorBody(JSON.stringify(body))).toEqual({
      message: 'No.',
      category: 'BANNED',
      context: { 'expire time': ['1970-01-01T00:00:00Z'], other: [], mixed: [] },
      errors: [{ code: 'X', context: { requiredScopes: ['tickets'] } }],
    });
  });

  it.each(['', '<html>busy</html>', '{"message":', 'null', '7', '"text"', '[]', '{"errors":{}}'])(
    'says nothing where it is %j',
    (body) => {
      const said = readErrorBody(body);
      expect(said).toEqual({ errors: [] });
      expect([categoryOf(said), refusedScopes(said)]).toEqual([undefined, undefined]);
    },
  );
});

describe('the policy of a 429', () => {
  it.each([
    ['{"policyName":"DAILY","message":"You have reached your daily limit."}', 'DAILY'],
    ['{"message":"You have reached your ten_secondly_rolling limit."}', 'TEN_SECONDLY_ROLLING'],
    ['{"message":"You have reached your secondly limit."}', 'SECONDLY'],
    ['{"policyName":"FORTNIGHTLY"}', 'FORTNIGHTLY'],
    ['<html>Too many requests</html>', undefined],
  ])('reads %s', (body, policy) => {
    expect(rateLimitPolicy(body)).toBe(policy);
  });
});
