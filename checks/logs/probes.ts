import { EvidenceFailure, EvidenceNotGiven } from '../../src/core/evidence.ts';
import { foreignCalls, type LogAccounts, type OwnAccount } from '../../src/core/log-accounts.ts';
import type { LogRefusals } from '../../src/core/log-refusals.ts';
import { UsageError } from '../../src/files/usage-error.ts';
import type { EvidenceSet } from '../facts.ts';
import { appOf } from '../shared/app-of-token.ts';
import { givingWay } from '../shared/giving-way.ts';
import { demand, peek } from '../shared/got.ts';
import { ofAnotherPortal } from '../shared/key-portal.ts';
import { defineProbes, type World } from '../shared/probe.ts';
import { unreadLog } from './calls.ts';
import type { logFacts } from './facts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The calls of this run are the app's too, and say nothing of OpenCX: the first of them come as soon as the key is taken. */
const OWN_CALLS_MS = 3_000;

export const logsProbes = defineProbes<keyof typeof logFacts>({
  /** Logs that were named, else what HubSpot shows of the app's last 24 hours to a personal access key. */
  'logs.refusals': {
    after: ({ apiLog, personalAccessKey }) => {
      if (apiLog) return ['token.introspection', 'account.details'];
      return personalAccessKey ? ['token.introspection'] : [];
    },
    async obtain(world, got) {
      const { apiLog, mode, portalId: named } = world.given;
      if (apiLog) {
        const token = peek(got, 'token.introspection');
        const portalId = token?.hubId ?? peek(got, 'account.details')?.portalId ?? named;
        failForForeign(apiLog.accounts, { portalId, appId: appOf(mode, token?.appId) });
        return { value: apiLog.refusals, source: 'file', origin: apiLog.files.join(', ') };
      }
      return { value: await live(world, got), source: 'live' };
    },
  },
});

function failForForeign(accounts: LogAccounts, own: OwnAccount): void {
  const message = foreignCalls(accounts, own);
  if (message !== undefined) throw new EvidenceFailure({ kind: 'http', message });
}

async function live({ given, developer }: World, got: EvidenceSet): Promise<LogRefusals> {
  if (!given.personalAccessKey) {
    throw new EvidenceNotGiven('No API-call log was given (--api-log FILE), and no personal access key.');
  }
  if (given.mode === 'oauth') {
    throw new EvidenceNotGiven("The key's account shows no calls of an app that is OpenCX's own.");
  }
  const { appId, hubId } = demand(got, 'token.introspection');
  if (appId === undefined) throw new EvidenceNotGiven('HubSpot did not say which app the token is of.');
  const rows = await rowsOf(appId, hubId, developer);
  if (rows.length === 0) {
    throw new EvidenceNotGiven('HubSpot shows no call of the app in the last 24 hours.');
  }
  const refusals = await refusalsIn(rows);
  if (refusals) return refusals;
  throw new EvidenceNotGiven(
    'HubSpot lists calls of the app in a form that does not tell what was called and answered.',
  );
}

/** Undefined where the rows do not tell what was called: HubSpot documents no keys of them. */
async function refusalsIn(rows: readonly object[]): Promise<LogRefusals | undefined> {
  // Only here: a run without a key has no log to read.
  const [{ analyseLogs }, { textSource }] = await Promise.all([
    import('../../src/logs/analyse.ts'),
    import('../../src/logs/forms/source.ts'),
  ]);
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  try {
    const { refusals } = await analyseLogs([textSource(NAME, text)], { passOverForeign: true });
    return refusals.calls === 0 || unreadLog(refusals) ? undefined : refusals;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

const NAME = "HubSpot's log of calls";

async function rowsOf(
  appId: number,
  hubId: number | undefined,
  developer: World['developer'],
): Promise<readonly object[]> {
  try {
    const { hubId: ofKey } = await developer().keyAccess();
    const elsewhere = ofAnotherPortal(ofKey, hubId);
    if (elsewhere) throw elsewhere;
    const to = (await developer().keyTakenAt()) - OWN_CALLS_MS;
    return (await developer().calls(appId, { from: to - DAY_MS, to })).rows;
  } catch (error) {
    throw givingWay(error);
  }
}
