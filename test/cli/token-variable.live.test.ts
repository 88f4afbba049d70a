import { expect, onTestFinished, test } from 'vitest';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { folderWith } from '../config/folder.ts';
import { openAgentHere } from '../mcp/client.ts';
import { runHere } from '../support/cli.ts';
import { TOKEN } from './hosts.ts';

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

test.each([
  [['doctor', '--no-input', '--full']],
  [['doctor', '--no-input', '--format', 'json']],
  [['doctor', '--no-input', '--full', '--mode', 'oauth']],
  [['explain', '--thread', '8243601188', '--default-user', 'A-7001']],
  [['engine', 'start', '--port', '0', '--default-user', 'A-7001']],
  [['prove', '--format', 'ndjson']],
])(
  'a token that is not there is asked for by the variable that the configuration names: %j',
  async (line) => {
    const settings = { hubspot: { apiUrl: NOWHERE, tokenVariable: 'SHOP_TOKEN' } };
    const cwd = await folderWith({ 'opencx-hubspot.config.json': JSON.stringify(settings) });
    const { out, err } = await runHere(line, { cwd, env: { OPENCX_API_URL: NOWHERE } });
    expect(`${out}${err}`).toContain('SHOP_TOKEN');
    expect(`${out}${err}`).not.toContain('HUBSPOT_ACCESS_TOKEN');
  },
);

const SESSION = '00000000-0000-0000-0000-000000000000';

test.each<[line: string[], portal?: string, env?: Record<string, string>]>([
  [['doctor', '--no-input', '--full', '--offline', '--only', 'opencx', '--session', SESSION]],
  [['doctor', '--no-input', '--full', '--only', 'opencx', '--session', SESSION, '--mode', 'oauth']],
  [['doctor', '--no-input', '--full', '--since', '30d']],
  [
    ['doctor', '--no-input', '--full', '--only', 'opencx/key'],
    'opencx-key-rejected',
    { SHOP_KEY: 'ocx_live_00000000000000000000' },
  ],
  [
    [
      'prove',
      '--change',
      'hs_ticket_priority',
      '--ticket',
      '57774743',
      '--portal',
      '1020304',
      '--yes',
      '--format',
      'ndjson',
    ],
  ],
])(
  'a key of OpenCX is asked for by the variable that the configuration names: %j',
  async (line, name = 'healthy-chat', more = {}) => {
    const sandbox = await startSandbox(await loadPortal(name));
    onTestFinished(() => sandbox.close());
    const settings = { opencx: { keyVariable: 'SHOP_KEY' } };
    const cwd = await folderWith({ 'opencx-hubspot.config.json': JSON.stringify(settings) });
    const env = {
      HUBSPOT_API_URL: sandbox.url,
      OPENCX_API_URL: sandbox.openCxUrl,
      HUBSPOT_ACCESS_TOKEN: TOKEN,
      ...more,
    };
    const { out, err } = await runHere(line, { cwd, env });
    expect(`${out}${err}`).toContain('SHOP_KEY');
    expect(`${out}${err}`).not.toContain('OPENCX_API_KEY');
  },
);

test('a saved run names the same variables when it is judged again elsewhere', async () => {
  const sandbox = await startSandbox(await loadPortal('opencx-key-rejected'));
  onTestFinished(() => sandbox.close());
  const settings = { opencx: { keyVariable: 'SHOP_KEY' }, hubspot: { tokenVariable: 'SHOP_TOKEN' } };
  const cwd = await folderWith({ 'opencx-hubspot.config.json': JSON.stringify(settings) });
  const env = {
    HUBSPOT_API_URL: sandbox.url,
    OPENCX_API_URL: sandbox.openCxUrl,
    SHOP_TOKEN: TOKEN,
    SHOP_KEY: 'ocx_live_00000000000000000000',
  };
  await runHere(['doctor', '--no-input', '--only', 'opencx/key', '--save', 'run.json'], { cwd, env });
  const { out } = await runHere(['doctor', '--from', 'run.json', '--full'], { cwd });
  expect(out).toContain('Set SHOP_KEY to it');
});

test.each([
  [{ SHOP_TOKEN: TOKEN }, 'a token was given'],
  [{ HUBSPOT_ACCESS_TOKEN: TOKEN }, 'no token was given'],
])('an agent is told whether there is a token by the variable that is read: %j', async (env, told) => {
  const settings = { hubspot: { tokenVariable: 'SHOP_TOKEN' } };
  const cwd = await folderWith({ 'opencx-hubspot.config.json': JSON.stringify(settings) });
  const { call, close } = await openAgentHere('modern', { cwd, env });
  expect((await call('list_portals')).text).toContain(`without a profile: ${told}`);
  await close();
});
