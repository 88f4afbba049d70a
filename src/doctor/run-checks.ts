import { isAnswerKey } from '../../checks/facts.ts';
import { errorOf } from '../../checks/shared/obtained.ts';
import type { Check } from '../core/check.ts';
import type { ConnectionMode } from '../core/connection.ts';
import { type Evidence, type EvidenceByKey, type EvidenceError, EvidenceFailure } from '../core/evidence.ts';
import { TOKEN_VARIABLE } from '../core/given.ts';
import type { Judgement, Verdict } from '../core/verdict.ts';
import { blockersOf } from './blockers.ts';
import { guardedItem } from './guarded-item.ts';
import { type AskingContext, putTo, requestFor, whyMissing } from './requests.ts';
import { blocked, type Conclusion, verdictOn } from './verdict-on.ts';

export interface CheckContext extends AskingContext {
  /** The symptom whose checklist is run; absent where everything is looked at. */
  symptom?: string;
  /** Milliseconds, for the time that each check took. */
  now(): number;
  /** Verdicts that hold here as well: of the same evidence, and none that the way of connecting had a say in. */
  known?: ReadonlyMap<string, Verdict>;
  /** Told of each check whose verdict the way of connecting has a say in. */
  onMode?(check: string): void;
}

/** A look at its `mode` is noticed. */
interface WatchedContext extends CheckContext {
  /** The same, handed to every judge: whether it goes by it is known from its arguments. */
  judgedIn: ConnectionMode;
}

/**
 * Judges checks against evidence and gives one verdict for each, in the order given.
 *
 * The runner, not the check, turns a failed probe into `unknown`, a failed prerequisite into `blocked`, and what
 * nobody gave into `manual` or `na`. A check that looks at a field which could not be read is `unknown`; one that throws
 * anything else is a `crash` and spoils no other.
 *
 * @param checks the selected checks and those that they may be blocked by
 */
export function runChecks(
  checks: readonly Check[],
  evidence: EvidenceByKey,
  context: CheckContext,
): Verdict[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const verdicts = new Map<string, Verdict>();
  const underway = new Set<string>();
  const withMode = new Set<string>();
  let isModeAsked = false;
  const watched: WatchedContext = {
    ...context,
    judgedIn: context.mode,
    get mode() {
      isModeAsked = true;
      return context.mode;
    },
  };

  const verdictOf = (id: string): Verdict | undefined => {
    const known = context.known?.get(id) ?? verdicts.get(id);
    const check = byId.get(id);
    if (known || !check || underway.has(id)) return known;
    underway.add(id);
    const startedAt = context.now();
    const askedBefore = isModeAsked;
    isModeAsked = isAboutMode(check);
    const verdict = conclude(check, evidence, watched, rootFailure);
    verdict.durationMs = context.now() - startedAt;
    if (isModeAsked) withMode.add(id);
    isModeAsked = askedBefore;
    underway.delete(id);
    verdicts.set(id, verdict);
    return verdict;
  };

  /** The check at the bottom of it: the failed one, or the one that blocked it. */
  const rootFailure = (id: string): string | null => {
    const verdict = verdictOf(id);
    if (withMode.has(id)) isModeAsked = true;
    if (verdict?.status === 'fail') return id;
    return verdict?.status === 'blocked' ? verdict.blockedBy : null;
  };

  const told = checks.map((check) => verdictOf(check.id) as Verdict);
  for (const id of withMode) context.onMode?.(id);
  return told;
}

/** A judge that goes by the way of connecting takes it as its third argument, or as evidence. */
function isAboutMode({ judge, needs, uses = [] }: Check): boolean {
  return judge.length > 2 || needs.includes(MODE) || uses.includes(MODE);
}

const MODE = 'connection.mode';

function conclude(
  check: Check,
  evidence: EvidenceByKey,
  context: WatchedContext,
  rootFailure: (id: string) => string | null,
): Verdict {
  const reason = check.notFor?.[context.mode];
  if (reason !== undefined) return verdictOn(check, evidence, { status: 'na', summary: reason });
  const { onlyUnder } = check;
  if (onlyUnder !== undefined && !onlyUnder.includes(context.symptom ?? '')) {
    const summary = `Not looked at: it says something only under the symptom ${onlyUnder.join(' or ')}.`;
    return verdictOn(check, evidence, { status: 'na', summary });
  }

  const failed = firstOf(check.after ?? [], rootFailure);
  if (failed) return blocked(check, evidence, failed);

  const shown = shownTo(check, evidence);
  if (shown) return shown;

  const blockerOf = (key: string, error: EvidenceError) =>
    firstOf(blockersOf(key, error), (id) => (id === check.id ? null : rootFailure(id)));

  if (check.ofConversation && noneNamed(check, evidence, context)) {
    return verdictOn(check, evidence, putTo(requestFor('conversation.thread', evidence, context)));
  }

  const requests = check.needs
    .filter((key) => (evidence[key]?.outcome ?? 'missing') === 'missing')
    .map((key) => requestFor(key, evidence, context));
  const idle = requests.find((request) => request.status === 'na');
  if (idle) return verdictOn(check, evidence, putTo(idle));

  for (const key of check.needs) {
    const item = evidence[key];
    if (item?.outcome !== 'error') continue;
    if (wantsToken(item.error, evidence, context))
      return verdictOn(check, evidence, noTokenToLookWith(item.error));
    const blocker = blockerOf(key, item.error);
    if (blocker) return blocked(check, evidence, blocker);
    return verdictOn(check, evidence, {
      status: 'unknown',
      summary: `Could not be told: ${item.error.message}`,
    });
  }
  const [open] = requests;
  if (open) return verdictOn(check, evidence, putTo(open));

  const judgement = judge(check, evidence, context);
  if (judgement.status === 'unknown') {
    const used = (check.uses ?? []).flatMap((key) => errorOf(evidence[key] ?? absent()) ?? []);
    const wanting = used.find((error) => wantsToken(error, evidence, context));
    if (wanting) return verdictOn(check, evidence, noTokenToLookWith(wanting));
    const unasked = notLookedAt(check, evidence);
    if (unasked) return verdictOn(check, evidence, unasked);
    const blocker = firstOf(check.uses ?? [], (key) => {
      const item = evidence[key];
      return item?.outcome === 'error' ? blockerOf(key, item.error) : null;
    });
    if (blocker) return blocked(check, evidence, blocker);
  }
  return verdictOn(check, evidence, judgement);
}

/** The claim as one piece of evidence shows it: that is what the verdict then rests on, and nothing else. */
function shownTo(check: Check, evidence: EvidenceByKey): Verdict | undefined {
  const { shown } = check;
  const item = shown && evidence[shown.by];
  if (!shown || item?.outcome !== 'ok') return undefined;
  const judgement = shown.judge(item.value);
  return judgement && verdictOn({ ...check, needs: [shown.by], uses: [] }, evidence, judgement);
}

/**
 * With OAuth no token is missing: OpenCX holds its own, and shows none. What could be read with a token of the same
 * account is then not looked at; nothing about the connection is wrong by it.
 */
function noTokenToLookWith({ variable = TOKEN_VARIABLE }: EvidenceError): Judgement {
  return {
    status: 'na',
    summary: `Not looked at: that takes a token, and OpenCX shows none of an OAuth connection. Any token of the same HubSpot account will do (${variable}, or --token-file FILE).`,
  };
}

function wantsToken({ kind }: EvidenceError, evidence: EvidenceByKey, context: CheckContext): boolean {
  return kind === 'not-configured' && evidence['token.form']?.outcome === 'error' && context.mode === 'oauth';
}

/** What somebody says of a conversation, such as its channel, leads to none. */
function noneNamed({ needs, uses = [] }: Check, evidence: EvidenceByKey, context: CheckContext): boolean {
  const records = [...needs, ...uses].filter((key) => key.startsWith('conversation.') && !isAnswerKey(key));
  return (
    context.conversation !== 'named' &&
    records.every((key) => (evidence[key]?.outcome ?? 'missing') === 'missing')
  );
}

/** Nothing that a check could have gone by was given: nobody has looked, which is not the same as not being able to tell. */
function notLookedAt({ needs, uses = [] }: Check, evidence: EvidenceByKey): Judgement | undefined {
  const items = [...needs, ...uses].map((key) => evidence[key]);
  if (items.length === 0 || items.some((item) => item && item.outcome !== 'missing')) return undefined;
  return { status: 'na', summary: whyMissing(items[0]) };
}

function judge(check: Check, evidence: EvidenceByKey, context: WatchedContext): Conclusion {
  const needed: Record<string, unknown> = {};
  for (const key of check.needs) {
    const item = evidence[key];
    needed[key] = item?.outcome === 'ok' ? guardedItem(item).value : undefined;
  }
  const used: Record<string, Evidence<unknown>> = {};
  for (const key of check.uses ?? []) used[key] = guardedItem(evidence[key] ?? absent());
  try {
    return check.judge(needed as never, used as never, context.judgedIn);
  } catch (error) {
    if (error instanceof EvidenceFailure) {
      return { status: 'unknown', summary: `Could not be told: ${error.message}` };
    }
    const name = error instanceof Error ? error.name : typeof error;
    return {
      status: 'crash',
      summary: `The check itself broke (${name}); this is a fault of the tool, please report it.`,
    };
  }
}

function absent(): Evidence<never> {
  return { outcome: 'missing', why: 'not gathered', source: 'given', at: '', durationMs: 0, calls: 0 };
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
