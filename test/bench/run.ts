/**
 * `npm run bench`: the goals of speed, measured on this machine; `npm run bench logs fleet` for some of them. These are
 * measurements and no gates, so it ends with 0 whatever they are.
 */
import { argv } from 'node:process';
import { consoleReader } from './console-reader.ts';
import { consoleScrolling } from './console-scrolling.ts';
import { deadHosts } from './dead-hosts.ts';
import { engineDecisions } from './engine-decisions.ts';
import { engineIntake } from './engine-intake.ts';
import { engineMemory } from './engine-memory.ts';
import { enginesOnPostgres } from './engines-on-postgres.ts';
import { type Figure, table } from './figures.ts';
import { fleet } from './fleet.ts';
import { liveDoctor } from './live-doctor.ts';
import { logs } from './logs.ts';
import { startUp } from './start-up.ts';

const MEASURES = [
  startUp,
  liveDoctor,
  fleet,
  deadHosts,
  logs,
  engineIntake,
  engineDecisions,
  engineMemory,
  enginesOnPostgres,
  consoleReader,
  consoleScrolling,
];

const named = argv.slice(2);
const figures: Figure[] = [];
for (const measure of MEASURES.filter(({ name }) => named.length === 0 || named.includes(name))) {
  try {
    figures.push(...(await measure()));
  } catch (error) {
    figures.push({ what: measure.name, measured: `not measured: ${(error as Error).message}`, bar: '' });
  }
}
process.stdout.write(`${table(figures)}\n`);
