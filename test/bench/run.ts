/**
 * `npm run bench`: the goals of speed, measured on this machine. These are measurements and no gates, so it ends
 * with 0 whatever they are.
 */
import { deadHosts } from './dead-hosts.ts';
import { type Figure, table } from './figures.ts';
import { liveDoctor } from './live-doctor.ts';
import { startUp } from './start-up.ts';

const figures: Figure[] = [];
for (const measure of [startUp, liveDoctor, deadHosts]) {
  try {
    figures.push(...(await measure()));
  } catch (error) {
    figures.push({ what: measure.name, measured: `not measured: ${(error as Error).message}`, bar: '' });
  }
}
process.stdout.write(`${table(figures)}\n`);
