/**
 * All that the doctor knows, area by area from the ground up. Ids, their order, the catalogue and the checklists are
 * derived from here; README.md says what a new check, fact or cause needs.
 */
import { troubleshooting } from '../src/core/docs.ts';
import type { Symptom } from '../src/core/symptom.ts';
import { account } from './account/index.ts';
import { conversation } from './conversation/index.ts';
import { crm } from './crm/index.ts';
import { defaultUser } from './default-user/index.ts';
import { deliveries } from './deliveries/index.ts';
import { handoff } from './handoff/index.ts';
import { impact } from './impact/index.ts';
import { logs } from './logs/index.ts';
import { oauth } from './oauth/index.ts';
import { opencx } from './opencx/index.ts';
import { processing } from './processing/index.ts';
import { project } from './project/index.ts';
import { proof } from './proof/index.ts';
import { replies } from './replies/index.ts';
import { scopes } from './scopes/index.ts';
import type { Area } from './shared/area.ts';
import type { Defined } from './shared/define-check.ts';
import type { Probe } from './shared/probe.ts';
import { SYMPTOM_IDS, SYMPTOM_WORDS, type SymptomId } from './symptoms.ts';
import { token } from './token/index.ts';
import { webhooks } from './webhooks/index.ts';

const LIST = [
  token,
  oauth,
  scopes,
  account,
  opencx,
  defaultUser,
  project,
  webhooks,
  deliveries,
  conversation,
  handoff,
  replies,
  processing,
  logs,
  crm,
  impact,
  proof,
] as const;

type Known = (typeof LIST)[number]['checks'][number];
export type AreaId = (typeof LIST)[number]['id'];
export type CheckId = Known['id'];

const AREAS: readonly Area<AreaId, Known>[] = LIST;

/** A check comes after checks that there are: the compiler refuses an id without one. */
type CatalogueCheck = Defined<CheckId, CheckId>;

/** Every check, in the order in which a whole run tells them. */
export const CHECKS: readonly CatalogueCheck[] = AREAS.flatMap(({ checks }) => checks);

export const CHECK_IDS: readonly CheckId[] = CHECKS.map(({ id }) => id);
export const AREA_IDS: readonly AreaId[] = AREAS.map(({ id }) => id);

/** Every probe: one for each fact. */
export const PROBES: readonly Probe[] = AREAS.flatMap(({ probes }) => probes);

/** The checklists of the symptoms. What every symptom asks first comes first; the areas follow in the page's order. */
export const SYMPTOMS: readonly Symptom[] = SYMPTOM_IDS.map((id) => {
  const { title, anchor, areas, mode } = SYMPTOM_WORDS[id];
  const inOrder = [...new Set([...areas, ...AREA_IDS])].flatMap(
    (area) => AREAS.find((each) => each.id === area)?.checks ?? [],
  );
  const checks = [
    ...CHECKS.filter(({ symptoms }) => symptoms === 'every'),
    ...inOrder.filter(({ symptoms }) => symptoms !== 'every' && symptoms?.includes(id)),
  ];
  return {
    id,
    title,
    checks: checks.map((check) => check.id),
    docs: troubleshooting(anchor),
    ...(mode && { mode }),
  };
});

export type { SymptomId };
