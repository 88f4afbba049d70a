import type { ConnectionMode } from '../../src/core/connection.ts';

/** Otherwise the token may be of any app, and OpenCX has its calls and events from another one. */
const TOKEN_OF_APP: ReadonlySet<ConnectionMode | undefined> = new Set([
  undefined,
  'legacy-app',
  'project-app',
]);

/** The app that OpenCX has, as far as the token says. */
export function appOf(mode: ConnectionMode | undefined, appId: number | undefined): number | undefined {
  return TOKEN_OF_APP.has(mode) ? appId : undefined;
}
