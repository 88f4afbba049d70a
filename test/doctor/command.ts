import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/** A command line and the environment that goes with it. */
export interface Command {
  args: string[];
  env: Record<string, string>;
}

/**
 * The doctor as somebody would call it who has what the portal's person has: secrets in the environment, pointers as
 * flags, and what the screens show in an answers file.
 *
 * @param folder where the answers file may stand
 */
export async function doctorCommand(sandbox: Sandbox, folder: string): Promise<Command> {
  const given = sandbox.given;
  const answers = join(folder, `${sandbox.portal.given.portalId ?? 'portal'}.answers.json`);
  await writeFile(answers, JSON.stringify({ answers: given.answers }));
  const flags = {
    thread: given.thread,
    ticket: given.ticket,
    session: given.session,
    contact: given.contact,
    portal: given.portalId,
    mode: given.mode,
    'default-user': given.defaultUserId,
    answers,
  };
  const args = Object.entries(flags).flatMap(([flag, value]) =>
    value === undefined || value === '' ? [] : [`--${flag}`, String(value)],
  );
  return {
    args: ['doctor', '--no-input', '--format', 'json', ...args],
    env: {
      HUBSPOT_API_URL: sandbox.url,
      OPENCX_API_URL: sandbox.openCxUrl,
      HUBSPOT_ACCESS_TOKEN: given.token ?? '',
      OPENCX_API_KEY: given.openCxKey ?? '',
      OPENCX_WEBHOOK_URL: given.webhookUrl ?? '',
    },
  };
}
