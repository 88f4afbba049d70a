import type { OpenWorld } from '../../doctor/world.ts';
import type { Io } from '../io.ts';

/** Every call of the run on standard error, in the order in which they ended. */
export function tellCalls({ calls }: Pick<OpenWorld, 'calls'>, io: Io): void {
  for (const { method, route, host, status, errorKind, tries, durationMs, correlationId } of calls) {
    const outcome = status ?? `no answer (${errorKind ?? 'unknown'})`;
    const again = tries > 1 ? `, ${tries} tries` : '';
    const trace = correlationId === undefined ? '' : `, correlation id ${correlationId}`;
    io.err(`${method} ${host}${route} -> ${outcome}, ${Math.round(durationMs)} ms${again}${trace}\n`);
  }
}
