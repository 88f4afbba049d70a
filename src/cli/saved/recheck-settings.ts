import { peek } from '../../../checks/shared/got.ts';
import type { Bundle } from '../../doctor/bundle/bundle.ts';
import type { DoctorFlags } from '../doctor/flags.ts';

/** What a bundle says of itself that a later look needs as well. */
type Remembered = Pick<DoctorFlags, 'thread' | 'ticket' | 'session' | 'mode' | 'portal' | 'defaultUser'>;

/** Causes that are mended by telling the tool, or OpenCX, something else than before. */
const ABOUT: Readonly<Record<'mode' | 'portal' | 'defaultUser', readonly string[]>> = {
  mode: ['service-key-without-webhooks'],
  portal: ['token-other-portal'],
  defaultUser: [
    'default-user-missing',
    'default-user-unknown',
    'default-user-is-owner-id',
    'default-user-inactive',
  ],
};

/**
 * As flags, what the saved run looked at and was told, so that like is compared with like. A customer's address is in
 * disguise in a bundle and has to be named again; so has a setting that the cause itself is about, since the old one
 * is what was wrong.
 *
 * @param env the Default User ID in it wins: it is newer than the bundle
 */
export function rememberedBy(bundle: Bundle, cause: string, env: NodeJS.ProcessEnv): Remembered {
  const { threadId, ticketId, sessionId, mode } = bundle.context;
  const portal = peek(bundle.evidence, 'portal.expected');
  const defaultUser = peek(bundle.evidence, 'opencx.defaultUserId');
  return {
    ...(threadId !== undefined && { thread: threadId }),
    ...(ticketId !== undefined && { ticket: ticketId }),
    ...(sessionId !== undefined && { session: sessionId }),
    ...(mode !== undefined && !ABOUT.mode.includes(cause) && { mode }),
    ...(portal !== undefined && !ABOUT.portal.includes(cause) && { portal: String(portal) }),
    ...(defaultUser !== undefined &&
      isUserId(defaultUser) &&
      !ABOUT.defaultUser.includes(cause) &&
      !env['OPENCX_DEFAULT_USER_ID'] && { defaultUser }),
  };
}

/** What was no user id stands in a bundle as a word that says so. */
function isUserId(text: string): boolean {
  return /^\s*(?:A-)?\d+\s*$/i.test(text);
}
