import { describe, expect, test } from 'vitest';
import { notJudged } from '../../../src/logs/fields/hosts.ts';

const CALL = { path: 'https://api.hubapi.com/crm/v3/objects/contacts' };
const HUBSPOTS =
  '{"status":"error","message":"Authentication credentials not found.","correlationId":"00000000-0000-0000-0000-000000000000","category":"INVALID_AUTHENTICATION"}';

describe('a refusal of something on the way', () => {
  test.each<[number, string]>([
    [401, '{"message":"No API key found in request"}'],
    [401, '{"message":"Unauthorized","request_id":"1f"}'],
    [401, '{"error":{"code":16,"message":"Request had invalid credentials."}}'],
    [401, '<html><title>Sign in to the guest network</title></html>'],
    [401, '\n<!DOCTYPE html><h1>401 Authorization Required</h1>'],
    [429, '{"message":"API rate limit exceeded"}'],
    [429, '<html><head><title>Too many requests</title></head></html>'],
  ])('is not judged: %i %s', (status, body) => {
    expect(notJudged({ ...CALL, status, body })).toBe('answeredBetween');
  });

  test.each<[string, number, string | undefined]>([
    ["HubSpot's own document", 401, HUBSPOTS],
    ['the same as a text in a text', 401, JSON.stringify(HUBSPOTS)],
    ['the same in what a client keeps of an answer', 401, `{"status":401,"data":${HUBSPOTS}}`],
    ['one without its ids', 401, '{"status":"error","message":"Authentication credentials not found."}'],
    ['a limit, named', 429, '{"message":"You have reached your secondly limit.","policyName":"SECONDLY"}'],
    ["a client's error", 401, '{"message":"Request failed with status code 401","name":"AxiosError"}'],
    ["a client's error with its code", 429, '{"name":"AxiosError","code":"ERR_BAD_REQUEST"}'],
    ['a sentence', 401, 'Authentication credentials not found.'],
    ['a part of an answer', 401, '{"message":"Unauthor'],
    ['an empty object', 401, '{}'],
    ['nothing', 401, undefined],
    ['a 403, whose words are judged', 403, '{"message":"Forbidden"}'],
  ])('is not seen in %s', (_, status, body) => {
    expect(notJudged({ ...CALL, status, ...(body !== undefined && { body }) })).toBeUndefined();
  });
});
