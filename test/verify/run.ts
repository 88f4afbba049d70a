/**
 * `npm run verify:live`: settles what only a real portal can tell. For whoever has a developer test account; it only
 * reads, and writes down what the answers look like, without anybody's names, texts or keys.
 */
import { writeFile } from 'node:fs/promises';
import { env, exit, stderr, stdin, stdout } from 'node:process';
import inquirer from 'inquirer';
import { baseUrl, HUBSPOT, OPENCX, type Service } from '../../src/config/base-url.ts';
import { EvidenceFailure } from '../../src/core/evidence.ts';
import { Secret } from '../../src/core/secret.ts';
import { UsageError } from '../../src/files/usage-error.ts';
import { NOT_BY_READING } from './questions/index.ts';
import { lineOf, type VerificationRecord } from './record.ts';
import { verify } from './verify.ts';

const RECORD = 'verification.json';

async function givenToken(): Promise<Secret> {
  const fromEnvironment = secretIn('HUBSPOT_ACCESS_TOKEN');
  if (fromEnvironment) return fromEnvironment;
  if (!stdin.isTTY)
    throw new UsageError('Set HUBSPOT_ACCESS_TOKEN to the token of an app in a developer test account.');
  const message = 'Token of an app in a developer test account (it is not shown):';
  const { token } = await inquirer.prompt([{ type: 'password', name: 'token', message }]);
  return new Secret(String(token).trim());
}

function secretIn(variable: string): Secret | undefined {
  const value = env[variable]?.trim();
  return value ? new Secret(value) : undefined;
}

/** HubSpot's and OpenCX's own addresses, or this machine's. */
function addressOf(service: Service, variable: string): string {
  const value = env[variable];
  return baseUrl(service, value ? { value, origin: variable } : undefined, []);
}

async function run(): Promise<VerificationRecord> {
  const keys = {
    token: await givenToken(),
    developerKey: secretIn('HUBSPOT_DEVELOPER_API_KEY'),
    personalAccessKey: secretIn('HUBSPOT_PERSONAL_ACCESS_KEY'),
    openCxKey: secretIn('OPENCX_API_KEY'),
  };
  const addresses = {
    hubspotUrl: addressOf(HUBSPOT, 'HUBSPOT_API_URL'),
    openCxUrl: addressOf(OPENCX, 'OPENCX_API_URL'),
  };
  return verify(keys, addresses, (finding) => stdout.write(`${lineOf(finding)}\n`));
}

try {
  const record = await run();
  for (const [id, why] of Object.entries(NOT_BY_READING)) stdout.write(`-  ${id}: not asked. ${why}\n`);
  await writeFile(RECORD, `${JSON.stringify(record, null, 2)}\n`);
  const told = record.findings.filter(({ outcome }) => 'told' in outcome).length;
  stdout.write(
    `${told} of ${record.findings.length} questions are answered. Look through ${RECORD} and hand it back.\n`,
  );
} catch (error) {
  if (!(error instanceof UsageError || error instanceof EvidenceFailure)) throw error;
  stderr.write(`verify:live: ${error.message}\n`);
  exit(error instanceof UsageError ? 2 : 3);
}
