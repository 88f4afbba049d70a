import { expect, test } from 'vitest';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

test.each([
  [['doctor', '--no-input', '--full']],
  [['doctor', '--no-input', '--format', 'json']],
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
