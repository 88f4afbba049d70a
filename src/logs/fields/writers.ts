/**
 * What some writers of logs mean by names that others use as well. A writer is told by keys that it alone writes; where
 * none is, a name means what `roles.ts` says. What tells a writer has a role there too, so that it is looked at.
 */
import { readName } from './names.ts';

interface Writer {
  /** Names, all of which it writes. */
  writes: readonly string[];
  /** Milliseconds in one unit of its durations, by their names. */
  msPerUnit?: Readonly<Record<string, number>>;
  /** Names under which it keeps the machine that wrote the log, and not the host that was called. */
  ownMachine?: readonly string[];
}

const NANOSECOND = 0.000001;
const MICROSECOND = 0.001;

/** As the documentation of each has it. */
const WRITERS: Readonly<Record<string, Writer>> = {
  caddy: { writes: ['logger', 'request.uri'], msPerUnit: { duration: 1000 } },
  traefik: {
    writes: ['DownstreamStatus'],
    msPerUnit: { Duration: NANOSECOND, OriginDuration: NANOSECOND },
  },
  datadog: {
    writes: ['attributes.attributes', 'attributes.service'],
    msPerUnit: { 'attributes.attributes.duration': NANOSECOND },
    ownMachine: ['attributes.host'],
  },
  datadogsAgent: { writes: ['ddsource', 'ddtags'], msPerUnit: { duration: NANOSECOND } },
  zipkin: { writes: ['traceId', 'localEndpoint'], msPerUnit: { duration: MICROSECOND } },
  pino: { writes: ['pid', 'hostname'], ownMachine: ['hostname'] },
  elastic: { writes: ['@timestamp', 'ecs.version'], ownMachine: ['host.hostname', 'host.name'] },
  splunk: { writes: ['sourcetype', 'host'], ownMachine: ['host'] },
  graylog: { writes: ['short_message', 'host'], ownMachine: ['host'] },
};

/** What the writer of a log means by one of its names. */
export interface WritersWord {
  msPerUnit?: number;
  isOwnMachine: boolean;
}

/** @param header all names of a log's row */
export function writersWords(header: readonly string[]): (name: string) => WritersWord {
  const keys = new Set(header.map(keyOf));
  const writers = Object.values(WRITERS).filter(({ writes }) =>
    writes.every((name) => keys.has(keyOf(name))),
  );
  if (writers.length === 0) return () => NOTHING_ELSE;
  const units = new Map(
    writers.flatMap(({ msPerUnit = {} }) => Object.entries(msPerUnit).map(([name, ms]) => [keyOf(name), ms])),
  );
  const machines = new Set(writers.flatMap(({ ownMachine = [] }) => ownMachine.map(keyOf)));
  return (name) => {
    const msPerUnit = units.get(keyOf(name));
    return { ...(msPerUnit !== undefined && { msPerUnit }), isOwnMachine: machines.has(keyOf(name)) };
  };
}

const NOTHING_ELSE: WritersWord = { isOwnMachine: false };

function keyOf(name: string): string {
  return readName(name).key;
}
