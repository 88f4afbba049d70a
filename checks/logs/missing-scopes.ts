import { troubleshooting } from '../../src/core/docs.ts';
import { isGranted, ruleOf } from '../../src/core/hubspot/scopes.ts';
import type { LogRefusals } from '../../src/core/log-refusals.ts';
import { scopeFindings, withConsequence } from '../scopes/findings.ts';
import { defineCheck } from '../shared/define-check.ts';
import {
  type Confidence,
  type Finding,
  fail,
  type Judgement,
  type JudgementText,
  pass,
  unknown,
  warn,
} from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { inWords } from '../shared/wording.ts';
import { barrenLog, emptyLog, lookedAt, partlyRead, times, toldLog, unreadLog } from './calls.ts';

type Refusal = LogRefusals['missingScopes'][number];

/**
 * A log tells of the past. What HubSpot lists as granted by now was refused then, and is told as a warning only:
 * OpenCX goes on being refused until its connection is saved again. So is what a later call of the same route shows to
 * be over. A scope that OpenCX can do without, or is not known
 * to ask for at all, is mentioned and is no cause: nobody is told to grant it.
 */
export default defineCheck({
  id: 'logs/missing-scopes',
  title: 'No call was refused for a missing scope',
  causes: ['owners-scope-missing', 'scope-missing'],
  needs: ['logs.refusals'],
  uses: ['token.introspection'],
  symptoms: ['email-without-session'],
  docs: troubleshooting('email-reaches-hubspot-threads-appear-but-no-opencx-session-is-created'),
  about:
    'Looks through the API-call log of the HubSpot app for calls refused with MISSING_SCOPES, and names the scope and the call. The owner lookup is the best known: it stops inbound email from becoming a session. A scope that has been granted since, or without which only context is missing, is told as a warning; one that OpenCX does not ask for is only mentioned.',
  judge(needed, used) {
    const refusals = needed['logs.refusals'];
    const nothing = emptyLog(refusals);
    if (nothing) return nothing;
    const [rows, beside] = parted(refusals.missingScopes, isAskedFor);
    const granted = obtained(used['token.introspection'])?.scopes ?? [];
    const isGrantedNow = ({ scope }: Refusal) => scope !== null && isGranted(scope, granted);
    const open = rows.filter((row) => !row.over && !isGrantedNow(row));
    const told = open.length > 0 ? open : rows;
    const [first, ...rest] = findingsOf(told, open.length > 0 ? undefined : 'possible');
    if (!first) {
      const open = openLog(refusals);
      if (open) return unknown(`${open.summary}${noteOn(beside)}`);
      return pass(`No call in the log was refused for a scope that OpenCX needs.${noteOn(beside)}`, {
        measured: lookedAt(refusals),
      });
    }
    if (open.length === 0) {
      const lead = rows.every(isGrantedNow)
        ? 'Granted by now, but refused when the log was written'
        : 'Refused when the log was written, and no longer';
      return warn([first, ...rest], textOf(rows, lead, beside));
    }
    const verdict = open.some(isNeeded) ? fail : warn;
    return verdict([first, ...rest], textOf(open, 'Refused for a missing scope', beside));
  },
});

/** Why it proves nothing that no call was refused for a scope that OpenCX needs; undefined where it does. */
function openLog(refusals: LogRefusals): Pick<Judgement, 'summary'> | undefined {
  const { untold = 0, succeeded } = refusals;
  return (
    unreadLog(refusals) ??
    (untold > 0 ? unknown(textOfUntold(untold)) : undefined) ??
    partlyRead(refusals) ??
    toldLog(refusals) ??
    barrenLog(refusals, succeeded)
  );
}

/** A refusal that names no scope may be for one that OpenCX needs. */
function isAskedFor({ scope }: Refusal): boolean {
  return scope === null || ['required', 'secondary'].includes(ruleOf(scope)?.tier ?? '');
}

function isNeeded({ scope }: Refusal): boolean {
  return scope === null || ruleOf(scope)?.tier === 'required';
}

function parted<T>(items: readonly T[], belongs: (item: T) => boolean): [those: T[], others: T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}

function noteOn(rows: readonly Refusal[]): string {
  const [optional, foreign] = parted(namesOf(rows), (scope) => ruleOf(scope) !== undefined);
  return [
    ...(optional.length > 0 ? [` Also refused, and OpenCX can work without: ${inWords(optional)}.`] : []),
    ...(foreign.length > 0
      ? [` Also refused, and OpenCX is not known to ask for it: ${inWords(foreign)}.`]
      : []),
  ].join('');
}

/** No pass: HubSpot answers 403 for a missing scope, and here nothing says that it was for something else. */
function textOfUntold(count: number): string {
  const [calls, why] = count === 1 ? ['1 call was', 'why it was'] : [`${count} calls were`, 'why they were'];
  return `${calls} refused with 403, and the log does not tell ${why}: it keeps no answer of HubSpot that is understood. Whether a scope is missing is open.`;
}

function findingsOf(rows: readonly Refusal[], confidence: Confidence | undefined) {
  const named = new Set(namesOf(rows.filter(({ inferred, parted }) => !inferred && !parted)));
  const concluded = namesOf(rows).filter((scope) => !named.has(scope));
  const findings = [
    ...scopeFindings([...named], confidence),
    ...scopeFindings(concluded, confidence ?? 'likely'),
  ];
  if (findings.length > 0 || rows.length === 0) return findings;
  const unnamed: Finding = { cause: 'scope-missing', confidence: 'likely' };
  return [unnamed];
}

function namesOf(rows: readonly Refusal[]): string[] {
  return [...new Set(rows.flatMap(({ scope }) => scope ?? []))];
}

function textOf(rows: readonly Refusal[], lead: string, beside: readonly Refusal[]): JudgementText {
  const scopes = namesOf(rows).map(withConsequence);
  if (rows.some(({ scope }) => scope === null)) scopes.push('one that HubSpot did not name');
  return {
    summary: `${lead}: ${scopes.join('; ')}.${noteOn(beside)}`,
    measured: rows
      .map(
        ({ route, count, lastAt }) => `${route} refused ${times(count)}${lastAt ? `, last ${lastAt}` : ''}`,
      )
      .join('; '),
    expected: 'no call refused with MISSING_SCOPES',
  };
}
