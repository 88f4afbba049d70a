import { readdir, readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { parse } from 'yaml';
import { mergePatch } from '../../../src/sandbox/json.ts';
import { loadPortal, type Portal, portalSchema } from '../../../src/sandbox/portal/portals.ts';
import { type RawEvent, type ScenarioFile, scenarioFileSchema } from './scenario-schema.ts';

const FIXTURES = new URL('../../../fixtures/', import.meta.url);
const EXTENSION = '.yaml';

export interface Scenario extends ScenarioFile {
  name: string;
  /** The file as it is written. */
  source: string;
}

export async function loadScenarios(): Promise<Scenario[]> {
  const files = await readdir(new URL('scenarios/', FIXTURES));
  const names = files
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => file.slice(0, -EXTENSION.length));
  return Promise.all(names.sort().map(loadScenario));
}

/** @throws Error that names the file and the step where a word is unknown */
async function loadScenario(name: string): Promise<Scenario> {
  const source = await readFile(new URL(`scenarios/${name}${EXTENSION}`, FIXTURES), 'utf8');
  return { name, source, ...readScenario(name, source) };
}

export function readScenario(name: string, source: string): ScenarioFile {
  const read = v.safeParse(scenarioFileSchema, parse(source));
  if (read.success) return read.output;
  const faults = read.issues.map((issue) => `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  throw new Error(`Scenario ${name}: ${faults.join('; ')}`);
}

/** The portal that a scenario plays in. */
export async function portalOf(scenario: ScenarioFile): Promise<Portal> {
  const portal = await loadPortal(scenario.portal);
  return v.parse(portalSchema, mergePatch(portal, { state: scenario['portal changes'] }));
}

/** A body of `fixtures/deliveries`. */
export async function deliveryFile(name: string): Promise<RawEvent[]> {
  return JSON.parse(await readFile(new URL(`deliveries/${name}.json`, FIXTURES), 'utf8'));
}
