import { troubleshooting } from '../../src/core/docs.ts';
import { isAbout, OWNERS_SCOPE } from '../../src/core/hubspot/scopes.ts';
import type { LogRefusals } from '../../src/core/log-refusals.ts';
import { times } from '../logs/calls.ts';
import { defineCheck } from '../shared/define-check.ts';
import { type Confidence, type Finding, fail, type Judgement, pass, unknown } from '../shared/judgement.ts';
import { answered, errorOf, obtained, untold } from '../shared/obtained.ts';
import { OPENCX_HOLDS_THE_TOKEN } from '../token/own-token.ts';

const EXPECTED = `the owners can be read, which needs ${OWNERS_SCOPE}`;

/**
 * The call that OpenCX makes for every inbound email. Its own answer comes first, then the list of granted scopes,
 * then the API-call log. Only a 403 whose body names scopes counts as a refused scope.
 */
export default defineCheck({
  id: 'scopes/owners-read',
  title: 'Owners can be read',
  causes: ['owners-scope-missing'],
  needs: [],
  uses: ['owners.read', 'token.introspection', 'logs.refusals'],
  notFor: { oauth: OPENCX_HOLDS_THE_TOKEN },
  symptoms: ['email-without-session'],
  docs: troubleshooting('email-reaches-hubspot-threads-appear-but-no-opencx-session-is-created'),
  about: `Reads the owners of the portal once, as OpenCX does for each inbound email. Without ${OWNERS_SCOPE} HubSpot refuses that call with MISSING_SCOPES, and the email never becomes an OpenCX session. Where the read cannot be made, the list of granted scopes or the API-call log is looked at.`,
  judge(_needed, used) {
    const read = used['owners.read'];
    const introspection = used['token.introspection'];
    const granted = obtained(introspection)?.scopes.includes(OWNERS_SCOPE);

    if (read.outcome === 'ok') return pass('The owners can be read.');
    const refused = answered(read, 403);
    const named = errorOf(read)?.scopes?.names ?? [];
    if (refused && isAbout(OWNERS_SCOPE, named))
      return granted ? notInEffect() : missing('status 403, MISSING_SCOPES');
    if (granted === false) return missing('not among the scopes that HubSpot lists');
    if (granted && refused) return refusedOtherwise(errorOf(read)?.category);
    if (granted && answered(read, 401, 404)) return untold(read);
    if (granted) return pass(`${OWNERS_SCOPE} is granted; the read itself could not be made this time.`);

    const logs = obtained(used['logs.refusals']);
    return (logs && fromLog(logs)) ?? untold(read, introspection);
  },
});

function missing(measured: string, confidence?: Confidence): Judgement {
  return fail(finding(false, confidence), {
    summary: `The app lacks ${OWNERS_SCOPE}, so the owner lookup is refused and inbound email makes no OpenCX session.`,
    measured,
    expected: EXPECTED,
  });
}

/** The two answers of HubSpot contradict each other; why is not in either, so the reasons are only likely. */
function notInEffect(): Judgement {
  return fail(finding(true, 'likely'), {
    summary: `HubSpot lists ${OWNERS_SCOPE} as granted and refuses the read all the same. Likely the grant has not taken effect: the scope change was not saved or committed, a project app's install was not updated, or this kind of app cannot use it.`,
    measured: 'status 403, MISSING_SCOPES, although the scope is listed',
    expected: EXPECTED,
  });
}

function finding(granted: boolean, confidence: Confidence | undefined): Finding {
  return {
    cause: 'owners-scope-missing',
    ...(confidence && { confidence }),
    details: { scopes: [OWNERS_SCOPE], granted },
  };
}

function refusedOtherwise(category: string | undefined): Judgement {
  return unknown(
    `${OWNERS_SCOPE} is granted, but HubSpot refused the read without naming a scope${category ? ` (${category})` : ''}.`,
    { measured: 'status 403', expected: EXPECTED },
  );
}

/** A log tells of the past, so it is likely at most. The lookup has several spellings, each with a row of its own. */
function fromLog({ missingScopes }: LogRefusals): Judgement | undefined {
  const rows = missingScopes.filter(({ scope, over }) => scope === OWNERS_SCOPE && !over);
  if (rows.length === 0) return undefined;
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  const last = rows
    .flatMap(({ lastAt }) => lastAt ?? [])
    .sort()
    .at(-1);
  return missing(
    `refused ${times(count)} in the API-call log${last ? `, last on ${last}` : ''}`,
    rows.every(({ inferred }) => inferred) ? 'possible' : 'likely',
  );
}
