/** Many profiles in one process: whatever becomes of one, what the others come to is the same. */
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import type { ConfigSettings } from '../../src/config/config-schema.ts';
import { select } from '../../src/doctor/selection.ts';
import { createRedactor } from '../../src/redact/redactor.ts';
import * as doctorModule from '../../src/run/doctor.ts';
import {
  type Concurrency,
  doctorOfProfiles,
  type ProfileRun,
  type ProfilesPorts,
  type ProfilesRequest,
} from '../../src/run/profiles.ts';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { hostThat, silentHost, TOKEN } from '../cli/hosts.ts';
import { folderWith } from '../config/folder.ts';

vi.mock('../../src/run/doctor.ts', { spy: true });
afterEach(() => void vi.mocked(doctorModule.doctor).mockReset());

const REQUEST: ProfilesRequest = {
  selection: select({ symptom: undefined, only: ['token', 'scopes'], skip: [] }),
  flags: {},
  threshold: 'fail',
  timeoutMs: 5_000,
  deadlineMs: 5_000,
};

interface Ended extends ProfileRun {
  /** The report as it would be written, with what is secret masked. */
  text: string;
}

async function look(
  profiles: Record<string, ConfigSettings>,
  options: {
    env?: Record<string, string>;
    onUncaught?: ProfilesPorts['onUncaught'];
    crowd?: Concurrency;
    request?: Partial<ProfilesRequest>;
  } = {},
): Promise<Ended[]> {
  const { env = { SHOP_TOKEN: TOKEN }, onUncaught, crowd } = options;
  const cwd = await folderWith();
  const ended: Ended[] = [];
  const redactor = createRedactor([]);
  await doctorOfProfiles(
    { file: `${cwd}/config.json`, config: { profiles }, names: Object.keys(profiles) },
    { ...REQUEST, ...options.request },
    { cwd, env, signal: new AbortController().signal, redactor },
    {
      onEnded: async (run) => {
        ended.push({ ...run, text: redactor.redact(JSON.stringify(run)) });
      },
      ...(onUncaught && { onUncaught }),
    },
    crowd,
  );
  return ended;
}

const outcomes = (ended: readonly Ended[]) =>
  Object.fromEntries(ended.map(({ profile, outcome }) => [profile, outcome]));

async function healthy(faults: readonly string[] = []): Promise<ConfigSettings> {
  const portal = await loadPortal('healthy-email');
  const sandbox = await startSandbox(portal, { faults: [...portal.faults, ...faults] });
  onTestFinished(() => sandbox.close());
  return { hubspot: { apiUrl: sandbox.url, tokenVariable: 'SHOP_TOKEN' } };
}

/** A host that answers every request with what the function says. */
function host(answer: (path: string) => Promise<object> | object): Promise<string> {
  return hostThat(async (request, response) => {
    const body = JSON.stringify(await answer(request.url ?? ''));
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  });
}

test('a crash is what became of the one, told without what its message may hold', async () => {
  const { doctor } = await vi.importActual<typeof doctorModule>('../../src/run/doctor.ts');
  vi.mocked(doctorModule.doctor).mockImplementation(async (request, around, ports) => {
    if (request.flags.profile === 'broken') throw new TypeError('canary');
    return doctor(request, around, ports);
  });
  const shop = await healthy();
  const ended = await look({ broken: shop, shop, outlet: shop });
  expect(outcomes(ended)).toEqual({ broken: 'incomplete', shop: 'clean', outlet: 'clean' });
  const broken = ended.find(({ profile }) => profile === 'broken');
  expect(broken?.report).toBeNull();
  expect(broken?.message).toMatch(/^something in the tool itself broke \(TypeError\)\./);
});

test('an error that nobody waits for ends the look that it came from, and no other', async () => {
  const { doctor } = await vi.importActual<typeof doctorModule>('../../src/run/doctor.ts');
  let stray: ((error: unknown) => boolean) | undefined;
  vi.mocked(doctorModule.doctor).mockImplementation(async (request, around, ports) => {
    if (request.flags.profile !== 'broken') return doctor(request, around, ports);
    setTimeout(() => expect(stray?.(new RangeError('canary'))).toBe(true), 10);
    return new Promise(() => {});
  });
  const shop = await healthy();
  const ended = await look(
    { broken: shop, shop },
    {
      onUncaught: (listener) => {
        stray = listener;
        return () => {
          stray = undefined;
        };
      },
    },
  );
  expect(outcomes(ended)).toEqual({ broken: 'incomplete', shop: 'clean' });
  expect(ended.find(({ profile }) => profile === 'broken')?.message).toContain('(RangeError)');
  expect(stray).toBeUndefined();
});

test('a portal that limits every call is waited for by nobody else', async () => {
  const limited = await healthy(['rate-limited']);
  const shop = await healthy();
  const profiles = { limited, shop, outlet: shop, market: shop };
  // As long as even a busy machine needs for three portals that are well.
  const ended = await look(profiles, { request: { deadlineMs: 12_000 } });
  expect(outcomes(ended)).toMatchObject({ shop: 'clean', outlet: 'clean', market: 'clean' });
  expect(ended.at(-1)).toMatchObject({ profile: 'limited', outcome: 'incomplete' });
  const { report } = ended.at(-1) ?? {};
  expect(report?.causes.map(({ id }) => id)).not.toContain('token-rejected');
});

test('hosts that never answer keep no place that another could have', async () => {
  const { url } = await silentHost();
  const silent = { hubspot: { apiUrl: url, tokenVariable: 'SHOP_TOKEN' } };
  const shop = await healthy();
  const profiles = { a: silent, b: silent, c: silent, d: silent, e: silent, shop };
  const ended = await look(profiles, { crowd: { atOnce: 2, slotMs: 50 } });
  expect(ended[0]).toMatchObject({ profile: 'shop', outcome: 'clean' });
  expect(ended.slice(1).map(({ outcome }) => outcome)).toEqual(Array(5).fill('incomplete'));
});

test('a token file that cannot be read is told of the one', async () => {
  const shop = await healthy();
  const ended = await look({
    missing: { hubspot: { ...shop.hubspot, tokenVariable: 'NOT_SET', tokenFile: 'not-there' } },
    folder: { hubspot: { ...shop.hubspot, tokenVariable: 'NOT_SET', tokenFile: '.' } },
    shop,
  });
  expect(outcomes(ended)).toEqual({ missing: 'unusable', folder: 'unusable', shop: 'clean' });
  expect(ended.find(({ profile }) => profile === 'folder')?.message).toMatch(
    /^The token file \S+ is a folder\.$/,
  );
});

test("a report holds no other profile's secret, even where a host tells it", async () => {
  const secret = 'canary0123456789canary';
  const asked = Promise.withResolvers<void>();
  const telling = await host(async (path) => {
    // By then the other's settings are read.
    await asked.promise;
    return path.startsWith('/account-info')
      ? { portalId: 1, uiDomain: `${secret}.hubspot.com`, timeZone: 'UTC', accountType: 'STANDARD' }
      : {};
  });
  const own = await host(() => {
    asked.resolve();
    return {};
  });
  const ended = await look(
    {
      telling: { hubspot: { apiUrl: telling, tokenVariable: 'SHOP_TOKEN' } },
      own: { hubspot: { apiUrl: own, tokenVariable: 'OWN_TOKEN' }, opencx: { keyVariable: 'OWN_KEY' } },
    },
    {
      env: { SHOP_TOKEN: TOKEN, OWN_TOKEN: TOKEN, OWN_KEY: secret },
      request: { selection: account() },
    },
  );
  const told = ended.find(({ profile }) => profile === 'telling');
  expect(JSON.stringify(told?.report)).not.toContain(secret);
  expect(told?.text).toContain('[secret].hubspot.com');
});

const account = () => select({ symptom: undefined, only: ['token', 'account'], skip: [] });

test('when it is stopped, every look ends, and the reason is what it ends with', async () => {
  const { url, asked } = await silentHost();
  const stop = new AbortController();
  const told = vi.fn(async () => {});
  const cwd = await folderWith();
  const profiles = { a: { hubspot: { apiUrl: url, tokenVariable: 'SHOP_TOKEN' } } };
  const run = doctorOfProfiles(
    { file: `${cwd}/config.json`, config: { profiles }, names: ['a'] },
    REQUEST,
    { cwd, env: { SHOP_TOKEN: TOKEN }, signal: stop.signal },
    { onEnded: told },
  );
  const reason = new Error('enough');
  void asked.then(() => stop.abort(reason));
  await expect(run).rejects.toBe(reason);
  expect(told).not.toHaveBeenCalled();
});
