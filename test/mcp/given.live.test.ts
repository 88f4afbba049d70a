/** What whoever starts the server gives it, flag by flag; no agent can change it. */
import { expect, test } from 'vitest';
import { followed, serve } from '../cli/served.ts';
import { folderWith } from '../config/folder.ts';
import { runProcess } from '../support/cli.ts';
import { type Agent, type AgentOptions, openAgentHere } from './client.ts';

async function asked(
  options: AgentOptions,
  ...calls: readonly [name: string, given?: Record<string, unknown>][]
): Promise<string[]> {
  const agent: Agent = await openAgentHere('modern', options);
  const texts: string[] = [];
  for (const [name, given] of calls) texts.push((await agent.call(name, given)).text);
  await agent.close();
  return texts;
}

const CALLS = 'timestamp,method,path,status\n2026-11-02T09:00:00Z,GET,/crm/v3/owners,401\n';

test('--root lets files below it be read, and without it none is', async () => {
  const cwd = await folderWith({ 'logs/calls.csv': CALLS });
  const look = ['read_logs', { files: ['calls.csv'] }] as [string, Record<string, unknown>];
  expect((await asked({ cwd, args: ['--root', 'logs'] }, look))[0]).toContain('1 call');
  expect((await asked({ cwd }, look))[0]).toContain('Start the server with --root DIR');
});

test('--config names the profiles, and one that is named is not mixed up with the environment', async () => {
  const { around } = followed((await serve('owners-scope-missing')).printed);
  const { HUBSPOT_ACCESS_TOKEN: token = '', HUBSPOT_API_URL: apiUrl = '' } = around.env;
  const cwd = await folderWith({
    'team/portals.json': { profiles: { shop: { hubspot: { tokenVariable: 'SHOP_TOKEN', apiUrl } } } },
  });
  const env = { SHOP_TOKEN: token, HUBSPOT_ACCESS_TOKEN: 'pat-na1-00000000-0000-0000-0000-000000000000' };
  const [list, named, typo] = await asked(
    { cwd, env, args: ['--config', 'team/portals.json'] },
    ['list_portals'],
    ['diagnose', { profile: 'shop' }],
    ['diagnose', { profile: 'shpo' }],
  );
  expect(list).toContain('shop, token in SHOP_TOKEN, which is set');
  expect(named).toContain('cause owners-scope-missing (confirmed; ');
  expect(typo).toMatch(/^There is no profile "shpo" .* the nearest one is "shop"\.\nnext: It has: shop\.$/);
  expect([list, named, typo].join()).not.toContain(token);
});

test('--token-file holds the token, and --timeout ends what is slow', async () => {
  const { around } = followed((await serve('healthy-email', '--latency', '700')).printed);
  const { HUBSPOT_ACCESS_TOKEN: token = '', ...env } = around.env;
  const cwd = await folderWith({ 'token.txt': token });
  const look = ['diagnose', { symptom: 'connection-test-fails', ask: false }] as [string, object];
  const args = ['--token-file', 'token.txt'];
  const [patient] = await asked({ cwd, env, args }, look as never);
  expect(patient).toContain('status: open: ');
  const [hasty] = await asked({ cwd, env, args: [...args, '--timeout', '0.2'] }, look as never);
  expect(hasty).toContain('did not answer within 0.2 s');
});

test('--allow-host lets a host be asked that is neither HubSpot nor this machine', async () => {
  const env = { HUBSPOT_API_URL: 'https://hubspot.example.test', HUBSPOT_ACCESS_TOKEN: 'x' };
  const look = ['diagnose', { symptom: 'connection-test-fails', ask: false }] as [
    string,
    Record<string, unknown>,
  ];
  expect((await asked({ env }, look))[0]).toContain('--allow-host');
  expect((await asked({ env, args: ['--allow-host', 'hubspot.example.test'] }, look))[0]).toContain(
    'run r1: ',
  );
});

test('what cannot be used is refused before an agent is heard', async () => {
  for (const [args, said] of [
    [['--token-file', '-'], 'where the agent speaks'],
    [['--root', 'nowhere'], 'there is no folder nowhere'],
  ] as const) {
    const { code, out, err } = await runProcess(['mcp', ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
  }
});
