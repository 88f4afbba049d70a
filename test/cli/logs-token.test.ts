/** What `logs` says of a token that HubSpot refuses in other ways than with 401. */
import { expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { runHere } from '../support/cli.ts';

interface Answer {
  status: number;
  body?: object;
}

function row(minute: number, { status, body }: Answer): string {
  const time = new Date(Date.UTC(2026, 10, 2, 9, minute)).toISOString();
  const path = '/crm/v3/objects/tickets/5';
  return JSON.stringify({ time, method: 'GET', path, status, ...(body && { body: JSON.stringify(body) }) });
}

/** A warning counts too. */
async function judged(...answers: Answer[]) {
  const stdin = answers.map((answer, minute) => row(minute, answer)).join('\n');
  const { code, out } = await runHere(['logs', '-', '--format', 'json', '--fail-on', 'warn'], { stdin });
  return {
    code,
    causes: (JSON.parse(out) as Report).causes.map(({ id, confidence }) => `${id} ${confidence}`),
  };
}

const OK: Answer = { status: 200 };
const WRONG_REGION: Answer = {
  status: 488,
  body: { correctHublet: 'eu1', message: 'unknown to this Hublet' },
};
const CREATOR_GONE: Answer = { status: 403, body: { category: 'USER_DOES_NOT_HAVE_PERMISSIONS' } };

test.each<[string, Answer[], string[]]>([
  ['another region', [OK, WRONG_REGION], ['token-wrong-region likely']],
  ['another region, and then no more', [WRONG_REGION, OK], ['token-wrong-region possible']],
  ['a creator who has gone', [OK, CREATOR_GONE], ['token-creator-removed likely']],
  ['nothing of it', [OK, OK], []],
])('%s', async (_, answers, causes) => {
  expect(await judged(...answers)).toEqual({ code: causes.length > 0 ? 1 : 0, causes });
});
