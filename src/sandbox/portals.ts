import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { mergePatch } from './merge-patch.ts';
import { packageRoot } from './package-root.ts';
import { type Portal, type PortalFile, portalFileSchema, portalSchema } from './portal-schema.ts';

/** One row of the list of portals. */
export interface PortalSummary {
  name: string;
  title: string;
  /** The checklist that shows the case best; null for a healthy portal, and where no checklist holds the case. */
  symptom: string | null;
  causes: string[];
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

const EXTENSION = '.yaml';

function portalFolder(): string {
  return join(packageRoot(), 'fixtures', 'portals');
}

async function portalNames(): Promise<string[]> {
  const files = await readdir(portalFolder());
  return files
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => file.slice(0, -EXTENSION.length))
    .sort();
}

async function readPortalFile(name: string): Promise<PortalFile> {
  const text = await readFile(join(portalFolder(), name + EXTENSION), 'utf8');
  return v.parse(portalFileSchema, parse(text));
}

export async function listPortals(): Promise<PortalSummary[]> {
  const names = await portalNames();
  return Promise.all(
    names.map(async (name) => {
      const { title, expect } = await readPortalFile(name);
      return { name, title, symptom: expect.symptom, causes: expect.causes };
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
  const known = await portalNames();
  const lineages = await Promise.all(name.split('+').map((part) => lineage(part.trim(), known)));
  const grounds = new Set(lineages.map(([ground]) => ground?.name));
  if (grounds.size > 1) throw new UnrelatedPortals(name.split('+'));
  return compose(name, lineages);
}

function compose(name: string, lineages: readonly Step[][]): Portal {
  // A step that several lineages share is laid once, at its first place: it is the ground they have in common.
  const steps = new Map(lineages.flat().map((step) => [step.name, step.file]));
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
    },
    faults: [...new Set([...steps.values()].flatMap((file) => file.faults))],
    given,
    state,
  });
}
