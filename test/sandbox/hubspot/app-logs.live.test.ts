/** The logs of an app, as HubSpot's command line reads them: of what really came and went while the portal was served. */
import { expect, it } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { APP_ID, ask, CONVERSATIONS, EMAIL_THREAD, type Json, sandboxOf, withoutScopes } from '../support.ts';

const ACCESS = 'Bearer CChuYTEtMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw';

async function search({ url }: Sandbox, query: object, more: object = {}): Promise<Json> {
  const body = { query, limit: 50, ...more };
  const path = `/developers/logs/search/${APP_ID}`;
  return (await ask(url, path, { method: 'POST', body, authorization: ACCESS })).json;
}

it('keeps the calls of the app, and what was answered to those that were refused', async () => {
  const sandbox = await sandboxOf('healthy-project-app', withoutScopes('crm.objects.owners.read'));
  await ask(sandbox.url, `${CONVERSATIONS}/threads/${EMAIL_THREAD}`);
  await ask(sandbox.url, '/crm/owners/v3/A-7001');
  await ask(sandbox.url, '/crm/v3/owners', { authorization: null });
  const { results } = await search(sandbox, { loggingSystemType: 'API_CALL' });
  expect(results.map((row: Json) => [row.extraInfo.httpStatus, row.errorType])).toEqual([
    ['403', 'MISSING_SCOPES'],
    ['200', null],
  ]);
  expect(results[0].responseBody).toBeUndefined();
  const refused = await search(sandbox, { loggingSystemType: 'API_CALL', errorTypes: ['*'] });
  expect(refused.results).toEqual([results[0]]);
  const details = await ask(sandbox.url, `/developers/logs/details/${APP_ID}/API_CALL/${results[0].id}`, {
    authorization: ACCESS,
  });
  expect(details.json.log.responseBody).toContain('crm.objects.owners.read');
});

it('keeps what was delivered, where to, and how that ended', async () => {
  const sandbox = await sandboxOf('healthy-project-app');
  sandbox.deliverTo({ url: sandbox.webhookTargetUrl, secret: 'x' });
  const { messageId } = await sandbox.customerWrites(EMAIL_THREAD, 'Hello?');
  await sandbox.settled();
  const { results } = await search(sandbox, { loggingSystemType: 'WEBHOOKS' });
  expect(results).toMatchObject([{ errorType: null, appId: Number(APP_ID) }]);
  const path = `/developers/logs/details/${APP_ID}/WEBHOOKS/${results[0].id}`;
  const { log } = (await ask(sandbox.url, path, { authorization: ACCESS })).json;
  expect(JSON.parse(log.requestBody)).toMatchObject([
    { subscriptionType: 'conversation.newMessage', messageId },
  ]);
  expect(log.extraInfo).toEqual({ statusCode: '200' });
});

it('hands out pages, and the time that was asked for', async () => {
  const sandbox = await sandboxOf('healthy-project-app');
  for (let call = 0; call < 3; call += 1) await ask(sandbox.url, '/account-info/v3/details');
  const first = await search(sandbox, { loggingSystemType: 'API_CALL' }, { limit: 2 });
  expect(first.results).toHaveLength(2);
  const { after } = first.paging.next;
  const second = await search(sandbox, { loggingSystemType: 'API_CALL' }, { limit: 2, after });
  expect([second.results.length, second.paging]).toEqual([1, {}]);
  const earlier = await search(sandbox, { loggingSystemType: 'API_CALL', endTime: Date.now() - 3_600_000 });
  expect(earlier.results).toEqual([]);
});
