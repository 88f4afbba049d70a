/**
 * Emulated portals as they are written in `fixtures/portals`, and how one is loaded by its name. For whoever lists,
 * starts or adds a portal.
 */
import * as v from 'valibot';
import { CONNECTION_MODES } from '../../core/connection.ts';
import { OBSTACLES, type ObstacleId } from '../../core/report.ts';
import { fixtureNames, readFixture } from '../fixtures.ts';
import { mergePatch } from '../json.ts';
import { portalStateSchema } from './state.ts';

/** What the person at the keyboard has: environment, flags, answers, files. */
const given = v.strictObject({
  token: v.optional(v.nullable(v.string()), null),
  /** Of an app of the tester's own, to change with what a live test changes. */
  changeToken: v.optional(v.string()),
  developerKey: v.optional(v.string()),
  personalAccessKey: v.optional(v.string()),
  project: v.optional(v.string()),
  openCxKey: v.optional(v.string()),
  clientSecret: v.optional(v.string()),
  /** As OpenCX shows it; '' where its field is empty. */
  webhookUrl: v.optional(v.nullable(v.string())),
  defaultUserId: v.optional(v.string()),
  portalId: v.optional(v.number()),
  mode: v.optional(v.picklist(CONNECTION_MODES)),
  thread: v.optional(v.string()),
  ticket: v.optional(v.string()),
  session: v.optional(v.string()),
  contact: v.optional(v.string()),
  answers: v.optional(v.record(v.string(), v.unknown()), {}),
  /** Content of a `--webhook-config` file. */
  webhookConfig: v.optional(v.unknown()),
  probeWebhook: v.optional(v.boolean()),
  /** From when on conversations are counted; the portal's clock stands still, so that a span would not do. */
  since: v.optional(v.pipe(v.string(), v.isoTimestamp())),
});

/** Ids of the doctor's catalogue, which the sandbox does not know. */
const expectation = v.strictObject({
  symptom: v.optional(v.nullable(v.string()), null),
  /** The documented cause first. */
  causes: v.optional(v.array(v.string()), []),
  /** What is in the way of whoever looks. */
  obstacle: v.optional(v.nullable(v.picklist(OBSTACLES)), null),
});

const heading = {
  title: v.string(),
  proves: v.string(),
  expect: v.optional(expectation, {}),
  faults: v.optional(v.array(v.string()), []),
};

/** A fixture file as it is written: `given` and `state` are whole, or the difference to what it extends. */
const portalFileSchema = v.strictObject({
  ...heading,
  extends: v.optional(v.string()),
  given: v.optional(v.record(v.string(), v.unknown()), {}),
  state: v.optional(v.record(v.string(), v.unknown()), {}),
});
type PortalFile = v.InferOutput<typeof portalFileSchema>;

/** A portal with everything that it extends laid under it. */
export const portalSchema = v.strictObject({
  name: v.string(),
  ...heading,
  given,
  state: portalStateSchema,
});
export type Portal = v.InferOutput<typeof portalSchema>;

/** One row of the list of portals. */
export interface PortalSummary {
  name: string;
  title: string;
  /** The checklist that shows the case best; null for a healthy portal, and where no checklist holds the case. */
  symptom: string | null;
  causes: string[];
  obstacle: ObstacleId | null;
}

/** No fixture has this name. */
export class UnknownPortal extends Error {
  override readonly name = 'UnknownPortal';
  readonly portal: string;
  /** Every name there is. */
  readonly known: readonly string[];

  constructor(portal: string, known: readonly string[]) {
    super(`There is no portal named ${portal}.`);
    this.portal = portal;
    this.known = known;
  }
}

/** Portals whose differences cannot be laid over each other, because they are not differences to one portal. */
export class UnrelatedPortals extends Error {
  override readonly name = 'UnrelatedPortals';
  readonly portals: readonly string[];

  constructor(portals: readonly string[]) {
    super(`${portals.join(' and ')} do not extend a common portal, so they cannot be combined.`);
    this.portals = portals;
  }
}

async function readPortalFile(name: string): Promise<PortalFile> {
  return v.parse(portalFileSchema, await readFixture('portals', name));
}

export async function listPortals(): Promise<PortalSummary[]> {
  const names = await fixtureNames('portals');
  return Promise.all(
    names.map(async (name) => {
      const { title, expect } = await readPortalFile(name);
      return { name, title, ...expect };
    }),
  );
}

interface Step {
  name: string;
  file: PortalFile;
}

/** A portal and what it extends, the ground first. */
async function lineage(name: string, known: readonly string[]): Promise<Step[]> {
  if (!known.includes(name)) throw new UnknownPortal(name, known);
  const file = await readPortalFile(name);
  const ground = file.extends === undefined ? [] : await lineage(file.extends, known);
  return [...ground, { name, file }];
}

/**
 * Loads a portal by name; `a+b` has the faults of both: what each changes is laid, in this order, over the portal
 * that they have in common.
 *
 * Throws `UnknownPortal` for a name without a fixture and `UnrelatedPortals` where nothing is in common.
 */
export async function loadPortal(name: string): Promise<Portal> {
  return loadPortalWithout(name, new Set());
}

/** The same portal as it would be without the differences of some of the portals that it is made of. */
export async function loadPortalWithout(name: string, without: ReadonlySet<string>): Promise<Portal> {
  return compose(name, await lineagesOf(name), without);
}

/** What breaks a portal: each portal that it is made of and that has a cause or an obstacle to show. */
export async function brokenParts(name: string): Promise<{ name: string; causes: string[] }[]> {
  const steps = (await lineagesOf(name)).flat();
  const broken = new Map(
    steps.flatMap(({ name: part, file }) =>
      file.expect.causes.length > 0 || file.expect.obstacle ? [[part, file.expect.causes]] : [],
    ),
  );
  return [...broken].map(([part, causes]) => ({ name: part, causes }));
}

/**
 * Portals that differ from this one, or from one that it extends, in nothing but what breaks them; without those that differ
 * only in what a person holds and says.
 */
export async function breakableBy(name: string): Promise<PortalSummary[]> {
  const here = new Set((await lineagesOf(name)).flat().map((step) => step.name));
  const all = await listPortals();
  const fitting = await Promise.all(
    all.map(async (portal) => {
      const { extends: ground = '', state, faults } = await readPortalFile(portal.name);
      const isBroken = portal.causes.length > 0 && (Object.keys(state).length > 0 || faults.length > 0);
      return here.has(ground) && !here.has(portal.name) && isBroken ? [portal] : [];
    }),
  );
  return fitting.flat();
}

export function parseGiven(value: unknown): Portal['given'] {
  return v.parse(given, value);
}

async function lineagesOf(name: string): Promise<Step[][]> {
  const known = await fixtureNames('portals');
  const lineages = await Promise.all(name.split('+').map((part) => lineage(part.trim(), known)));
  const grounds = new Set(lineages.map(([ground]) => ground?.name));
  if (grounds.size > 1) throw new UnrelatedPortals(name.split('+'));
  return lineages;
}

function compose(name: string, lineages: readonly Step[][], without: ReadonlySet<string>): Portal {
  // A step that several lineages share is laid once, at its first place: it is the ground they have in common.
  const steps = new Map(
    lineages.flat().flatMap((step) => (without.has(step.name) ? [] : [[step.name, step.file]])),
  );
  let given: unknown = {};
  let state: unknown = {};
  for (const file of steps.values()) {
    given = mergePatch(given, file.given);
    state = mergePatch(state, file.state);
  }
  const ends = lineages.flatMap((steps) => steps.slice(-1)).map((step) => step.file);
  return v.parse(portalSchema, {
    name,
    title: ends.map((file) => file.title).join('; '),
    proves: ends.map((file) => file.proves).join(' '),
    expect: {
      symptom: ends.find((file) => file.expect.symptom !== null)?.expect.symptom ?? null,
      causes: [...new Set(ends.flatMap((file) => file.expect.causes))],
      obstacle: ends.find((file) => file.expect.obstacle !== null)?.expect.obstacle ?? null,
    },
    faults: [...new Set([...steps.values()].flatMap((file) => file.faults))],
    given,
    state,
  });
}
