import { availableParallelism, cpus, totalmem, type } from 'node:os';
import { arch, version } from 'node:process';

const GIB = 1024 ** 3;

/** What the figures of time depend on. */
export function machine(): string {
  const [first] = cpus();
  return [
    `${availableParallelism()} processors (${first?.model.trim() || 'of an unknown kind'})`,
    `${Math.round(totalmem() / GIB)} GiB of memory`,
    `${type()} on ${arch}`,
    `Node ${version.slice(1)}`,
  ].join(', ');
}
