/**
 * Mutants that no test can notice, or that nobody needs noticed, each with the reason. One that is listed here is left out
 * of the score, and told with its reason all the same. Code that has changed since takes its entry with it: the run says
 * which entries stand for nothing any more.
 */
export interface Accepted {
  file: string;
  /** The line on which it begins, as it stands in the file, without the space around it. */
  line: string;
  /** What is put in the place of what: `a <= b -> a < b`. */
  change: string;
  reason: string;
}

export const ACCEPTED: readonly Accepted[] = [
  {
    file: 'checks/proof/wording.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the line as it stands in the file.
    line: 'return ms < 1000 ? `${Math.max(0.1, Math.round(ms / 100) / 10)} s` : `${Math.round(ms / 1000)} s`;',
    change: 'ms < 1000 -> ms <= 1000',
    reason: 'a whole second is "1 s" either way',
  },
  {
    file: 'checks/logs/missing-scopes.ts',
    line: 'const isGrantedNow = ({ scope }: Refusal) => scope !== null && isGranted(scope, granted);',
    change: 'scope !== null -> true',
    reason: 'what was not named stands in no list of what is granted either; the compiler wants it said',
  },
  {
    file: 'checks/project/deployed.ts',
    line: 'if (inForce === succeeded?.id || (succeeded !== undefined && succeeded.id < (inForce ?? 0))) {',
    change: 'succeeded.id < (inForce ?? 0) -> succeeded.id <= (inForce ?? 0)',
    reason: 'that both are the same build is asked before; where none is in force, builds are counted from 1',
  },
  {
    file: 'checks/scopes/required.ts',
    line: 'granted.includes(name) ? (ruleOf(name)?.successors?.filter(isWrite) ?? []) : [name],',
    change: 'ruleOf(name)?.successors -> ruleOf(name).successors',
    reason: 'the names are those of rules, so that each has one; the compiler does not know it',
  },
  {
    file: 'checks/scopes/required.ts',
    line: 'const refused = new Set(rows.flatMap(({ scope }) => scope ?? []));',
    change: '[] -> ["Stryker was here"]',
    reason: 'a scope that no rule knows is left out, as one that was not named is',
  },
  {
    file: 'checks/scopes/owners-read.ts',
    line: 'if (granted && refused) return refusedOtherwise(errorOf(read)?.category);',
    change: 'errorOf(read)?.category -> errorOf(read).category',
    reason: 'what HubSpot answered with 403 is an error, so that there is one; the compiler does not know it',
  },
  {
    file: 'checks/shared/places.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the line as it stands in the file.
    line: 'host !== undefined && SCREEN_HOST.test(host) && isId(hubId) ? `https://${host}${path(hubId)}` : undefined;',
    change: 'host !== undefined -> true',
    reason: 'what is not there has not the form of a host either; the compiler wants it said',
  },
  {
    file: 'checks/shared/places.ts',
    line: 'return id !== undefined && RECORD_ID.test(id) ? links.ofPortal((hub) => path(hub, id)) : undefined;',
    change: 'id !== undefined -> true',
    reason: 'what is not there has not the form of an id either; the compiler wants it said',
  },
  {
    file: 'checks/conversation/holder.ts',
    line: 'return userId === undefined ? undefined : agentActorId(userId);',
    change: 'userId === undefined -> false',
    reason: 'what is not there has not the form of a user id either; the compiler wants it said',
  },
  {
    file: 'src/doctor/diagnose.ts',
    line: 'const aged = verdict.evidence.some((key) => evidence[key]?.stale);',
    change: 'evidence[key]?.stale -> evidence[key].stale',
    reason: 'a verdict names what was obtained, so that it is there; the compiler does not know it',
  },
  {
    file: 'src/doctor/diagnose.ts',
    line: 'other.id !== id &&',
    change: 'other.id !== id -> true',
    reason: 'no cause leads to itself, which a test of the catalogue holds',
  },
  {
    file: 'src/doctor/next-test.ts',
    line: 'const { needs = [], uses = [] } = (stated && checkOf(stated, context)) ?? {};',
    change: '[] -> ["Stryker was here"]',
    reason: 'what is no question is left out',
  },
  {
    file: 'src/doctor/tell.ts',
    line: 'return item?.stale ? [item.at] : [];',
    change: 'item?.stale -> item.stale',
    reason: 'a verdict names what was obtained, so that it is there; the compiler does not know it',
  },
  {
    file: 'src/doctor/fleet/entry.ts',
    line: "...(entry.accepted.includes(id) && { suppressed: { reason: '', expires: '' } }),",
    change: "{ reason: '', expires: '' } -> {}",
    reason: 'a comparison asks whether a failure was accepted, and not why; the compiler wants the reason',
  },
  {
    file: 'src/doctor/run-checks.ts',
    line: 'const blocker = firstOf(check.uses ?? [], (key) => {',
    change: '[] -> ["Stryker was here"]',
    reason: 'nothing is known of what has no such name, so that it blocks nothing',
  },
  {
    file: 'src/doctor/suppress.ts',
    line: "const covers = (entry: Suppression) => COVERED.includes(judged.get(entry.check)?.status ?? 'na');",
    change: 'judged.get(entry.check)?.status -> judged.get(entry.check).status',
    reason: 'only those are looked at whose check was judged; the compiler does not know it',
  },
  {
    file: 'src/doctor/typed-answers.ts',
    line: "if (key === undefined || formOf(key)?.kind !== 'secret-url') return;",
    change: 'formOf(key)?.kind -> formOf(key).kind',
    reason: 'what can be answered has a question, and so a form; the compiler does not know it',
  },
  {
    file: 'src/logs/analysis/histogram.ts',
    line: 'for (let bucket = 0; bucket < BUCKETS; bucket += 1) count += histogram[bucket] ?? 0;',
    change: 'bucket < BUCKETS -> bucket <= BUCKETS',
    reason: 'behind the last of them stands nothing that could be counted',
  },
  {
    file: 'src/logs/analysis/histogram.ts',
    line: 'for (let bucket = 0; bucket < BUCKETS; bucket += 1) {',
    change: 'bucket < BUCKETS -> bucket <= BUCKETS',
    reason: 'behind the last of them stands nothing that could be added',
  },
  {
    file: 'src/logs/analysis/spans.ts',
    line: 'if (at < span.firstAt) span.firstAt = at;',
    change: 'at < span.firstAt -> at <= span.firstAt',
    reason: 'the same moment is the first either way',
  },
  {
    file: 'src/logs/analysis/spans.ts',
    line: 'if (at > span.lastAt) span.lastAt = at;',
    change: 'at > span.lastAt -> at >= span.lastAt',
    reason: 'the same moment is the last either way',
  },
  {
    file: 'src/logs/analysis/tally.ts',
    line: 'if (durationMs > route.longestMs) route.longestMs = durationMs;',
    change: 'durationMs > route.longestMs -> durationMs >= route.longestMs',
    reason: 'the same duration is the longest either way',
  },
  {
    file: 'src/logs/analysis/activity.ts',
    line: 'if (first < (cells[span] ?? 0)) cells[span] = first;',
    change: 'first < (cells[span] ?? 0) -> first <= (cells[span] ?? 0)',
    reason: 'the same moment is the first either way',
  },
  {
    file: 'src/logs/analysis/activity.ts',
    line: 'if (last > (cells[span + 1] ?? 0)) cells[span + 1] = last;',
    change: 'last > (cells[span + 1] ?? 0) -> last >= (cells[span + 1] ?? 0)',
    reason: 'the same moment is the last either way',
  },
  {
    file: 'src/logs/analysis/routes.ts',
    line: 'if (plainSegments.size < MOST_REMEMBERED) plainSegments.add(copyOf(segment));',
    change: 'plainSegments.add(copyOf(segment)); -> ;',
    reason: 'a word is judged again, and the same; only the time of it is saved',
  },
  {
    file: 'src/logs/analysis/unauthorized-runs.ts',
    line: 'const { firstAt: from, lastAt: to } = unite(refused.get(route) ?? []);',
    change: '[] -> ["Stryker was here"]',
    reason: 'a route of a run by time has refusals with a time; the compiler does not know it',
  },
];
