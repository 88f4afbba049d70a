// As the test of another program would have it: npm install --save-dev opencx-hubspot
import assert from 'node:assert/strict';
import test from 'node:test';
import { startSandbox } from 'opencx-hubspot/sandbox';

test('waits for the rate limit and goes on', async () => {
  const sandbox = await startSandbox({ portal: 'healthy-email', faults: ['rate-limited-once'] });
  try {
    const ask = () =>
      fetch(`${sandbox.url}/account-info/v3/details`, {
        headers: { authorization: `Bearer ${sandbox.token}` },
      });
    assert.equal((await ask()).status, 429);
    assert.equal((await ask()).status, 200);
    assert.deepEqual(
      sandbox.requests().map(({ status }) => status),
      [429, 200],
    );
    sandbox.reset();
    assert.deepEqual(sandbox.requests(), []);
    assert.equal((await ask()).status, 429);
  } finally {
    await sandbox.close();
  }
});

test('takes in what a customer writes', async () => {
  const sandbox = await startSandbox();
  try {
    const { threadId } = await sandbox.customerWrites('8243595013', 'Is my order on its way?');
    const answer = await fetch(`${sandbox.url}/conversations/v3/conversations/threads/${threadId}/messages`, {
      headers: { authorization: `Bearer ${sandbox.env.HUBSPOT_ACCESS_TOKEN}` },
    });
    assert.match(await answer.text(), /Is my order on its way\?/);
  } finally {
    await sandbox.close();
  }
});

test('says which portals there are', async () => {
  await assert.rejects(startSandbox({ portal: 'healthy-emial' }), /no sandbox portal "healthy-emial"/);
});
