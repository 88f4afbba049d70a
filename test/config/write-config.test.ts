import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfigFile } from '../../src/config/config-file.ts';
import { writeConfig } from '../../src/config/write-config.ts';
import { folderWith, usageErrorOf } from './folder.ts';

const CONFIG = {
  portal: { id: 1020304 },
  connection: { mode: 'legacy-app' as const },
  opencx: { webhookUrl: 'https://api.open.cx/backend/hubspot/canary', defaultUserId: 'A-7001' },
  profiles: { eu: { opencx: { webhookUrl: 'https://api.open.cx/backend/hubspot/canary' } } },
};

describe('writeConfig', () => {
  it.each(['c.json', 'c.yaml'])(
    '%s can be read back, and the webhook URL is a fingerprint there',
    async (name) => {
      const folder = await folderWith();
      await writeConfig(join(folder, name), CONFIG);
      const text = await readFile(join(folder, name), 'utf8');
      expect(text).not.toContain('canary');
      const read = await readConfigFile(folder, name, undefined);
      expect(read?.settings).toMatchObject({
        portal: { id: 1020304 },
        opencx: {
          webhookUrl: expect.stringMatching(/^redacted:https:api\.open\.cx:/),
          defaultUserId: 'A-7001',
        },
      });
      expect(await readdir(folder)).toEqual([name]);
    },
  );

  it('replaces a file only when told to', async () => {
    const folder = await folderWith({ 'c.json': 'mine' });
    const file = join(folder, 'c.json');
    const error = await usageErrorOf(writeConfig(file, {}));
    expect(error.message).toBe(`There is a file ${file} already.`);
    expect(await readFile(file, 'utf8')).toBe('mine');
    await writeConfig(file, {}, { overwrite: true });
    expect(await readFile(file, 'utf8')).toBe('{}\n');
    expect((await stat(file)).mode & 0o022).toBe(0);
  });

  it('refuses a secret and an unknown key', async () => {
    const folder = await folderWith();
    const file = join(folder, 'c.json');
    const token = { hubspot: { tokenFile: 'pat-na1-00000000-0000-0000-0000-000000000000' } };
    expect((await usageErrorOf(writeConfig(file, token))).message).toContain('holds a secret');
    const unknown = { portl: {} } as object;
    expect((await usageErrorOf(writeConfig(file, unknown))).message).toContain('the nearest one is "portal"');
    expect(await readdir(folder)).toEqual([]);
  });

  it('names a folder that does not exist', async () => {
    const file = join(await folderWith(), 'none', 'c.json');
    const error = await usageErrorOf(writeConfig(file, {}));
    expect(error.message).toBe(
      `The configuration file ${file} cannot be written: it lies in a folder that does not exist.`,
    );
  });
});
