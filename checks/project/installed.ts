import { troubleshooting } from '../../src/core/docs.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import type { AskedScopes, Install } from '../../src/core/hubspot/developer.ts';
import type { Introspection } from '../../src/core/hubspot/records.ts';
import { isGranted } from '../../src/core/hubspot/scopes.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, type Judgement, pass, unknown } from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { inWords } from '../shared/wording.ts';
import { NO_PROJECT } from './no-project.ts';

/** Every app is given it, whatever it asks for. */
const GIVEN_ANYWAY = 'oauth';

/**
 * What HubSpot says of the install, held against the token where there is one: a token that works, or that has the scope,
 * is proof enough against it, and then nothing is concluded.
 */
export default defineCheck({
  id: 'project/installed',
  title: 'The app is installed with the scopes that its file asks for',
  causes: ['project-not-installed', 'project-scopes-outdated'],
  needs: ['project.install'],
  uses: ['project.found', 'project.sources', 'token.introspection'],
  notFor: NO_PROJECT,
  symptoms: ['replies-not-delivered', 'replies-not-syncing'],
  docs: troubleshooting('connection-test-fails'),
  about:
    "A project app works only where it is installed, and with the scopes that the install was authorised for: a scope that was added to its file later is not granted before the app is installed anew. Compares the scopes of the deployed file with those of the install, as HubSpot's own command line reads both.",
  judge(needed, used) {
    const install = needed['project.install'];
    const token = used['token.introspection'];
    if (!isInstalled(install)) return notInstalled(install, token);
    if (install.withScopes === true) return pass('The app is installed with every scope that it asks for.');
    const asked = obtained(used['project.sources'])?.app.scopes ?? obtained(used['project.found'])?.appScopes;
    const missing = missingScopes(install, asked, obtained(token));
    if (missing.length === 0) {
      return unknown(
        'HubSpot says that the install is not up to date; which scope it is without cannot be told.',
      );
    }
    return fail(
      { cause: 'project-scopes-outdated', details: { scopes: missing } },
      {
        summary: `The app's file asks for ${inWords(missing)}, which the install was not authorised for.`,
        measured: `installed without ${inWords(missing)}`,
        expected: 'installed with every scope that the file asks for',
      },
    );
  },
});

function isInstalled({ withScopes, authorized = [] }: Install): boolean {
  return withScopes === true || authorized.length > 0;
}

function notInstalled({ withScopes, authorized }: Install, token: Evidence<Introspection>): Judgement {
  if (withScopes === undefined || authorized === undefined) {
    return unknown('HubSpot does not say whether the app is installed.');
  }
  if (token.outcome === 'ok') {
    return unknown('HubSpot says that the app is not installed, and accepts its token all the same.');
  }
  return fail('project-not-installed', {
    summary: 'The app of the project is not installed in this portal.',
    measured: 'not installed',
    expected: 'installed',
  });
}

/** Scopes that the file asks for and the install has not, nor the token. */
function missingScopes(
  { authorized = [] }: Install,
  asked: AskedScopes | undefined,
  token: Introspection | undefined,
): string[] {
  const granted = [...authorized, ...(token?.scopes ?? []), GIVEN_ANYWAY];
  return (asked?.required ?? []).filter((scope) => !isGranted(scope, granted));
}
