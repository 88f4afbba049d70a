/**
 * What Prometheus is told: names, types and units by its conventions (Prometheus docs, "Metric and label naming" and
 * "Exposition formats", version 0.0.4). What only grows while an engine runs is a counter; a journal that is pruned between two
 * starts makes it begin lower, as after a restart.
 */
import type { Counters } from '../journal/journal.ts';
import { FAR_BEHIND_MS } from './status.ts';
import type { Standing } from './watch.ts';

interface Metric {
  /** Behind `opencx_hubspot_`. */
  name: string;
  type: 'counter' | 'gauge';
  help: string;
  samples: readonly Sample[];
}

interface Sample {
  labels?: Readonly<Record<string, string>>;
  value: number;
}

/** @param version of this tool */
export function metricsText(standing: Standing, version: string): string {
  return `${metricsOf(standing, version).flatMap(linesOf).join('\n')}\n`;
}

function metricsOf({ backlog, counted, trouble, answered }: Standing, version: string): Metric[] {
  return [
    {
      name: 'build_info',
      type: 'gauge',
      help: 'Always 1; the version of opencx-hubspot is a label.',
      samples: [{ labels: { version }, value: 1 }],
    },
    {
      name: 'ready',
      type: 'gauge',
      help: '1 where the journal can be read and the last delivery could be kept, else 0; /healthz says why.',
      samples: one(trouble === null ? 1 : 0),
    },
    {
      name: 'deliveries_answered_total',
      type: 'counter',
      help: 'Deliveries that were answered since the engine was started, by the HTTP status of the answer.',
      samples: [...answered].map(([code, value]) => ({ labels: { code: String(code) }, value })),
    },
    ...(backlog
      ? ([
          {
            name: 'oldest_open_event_age_seconds',
            type: 'gauge',
            help: 'How long the oldest event that has not ended has been in the journal; 0 where none is open.',
            samples: one((backlog.lagMs ?? 0) / 1_000),
          },
          {
            name: 'far_behind',
            type: 'gauge',
            help: `1 where that is more than ${FAR_BEHIND_MS / 1_000} seconds, else 0.`,
            samples: one(backlog.isFarBehind ? 1 : 0),
          },
        ] as const)
      : []),
    ...(counted ? countersIn(counted) : []),
  ];
}

function countersIn({ at, counters }: { at: number; counters: Counters }): Metric[] {
  const { received, open, done, interrupted, skipped, failed, refused } = counters;
  return [
    {
      name: 'journal_counted_timestamp_seconds',
      type: 'gauge',
      help: 'When the events of the journal were counted, which is done seldom where it holds millions.',
      samples: one(at / 1_000),
    },
    {
      name: 'events_received_total',
      type: 'counter',
      help: 'Events that the journal holds: those that are open and all that ended.',
      samples: one(received),
    },
    {
      name: 'events_open',
      type: 'gauge',
      help: 'Events that have not ended: they wait, or are being worked.',
      samples: one(open),
    },
    {
      name: 'events_done_total',
      type: 'counter',
      help: 'Events that were worked to their end.',
      samples: one(done),
    },
    {
      name: 'events_skipped_total',
      type: 'counter',
      help: 'Events that were left alone by a rule, by its reason.',
      samples: byReason(skipped),
    },
    {
      name: 'events_failed_total',
      type: 'counter',
      help: 'Events whose work failed, by reason; they are not tried again by themselves.',
      samples: byReason(failed),
    },
    {
      name: 'events_interrupted_total',
      type: 'counter',
      help: 'Events that an engine was working on when it stopped; what it was about to do may have reached HubSpot.',
      samples: one(interrupted),
    },
    {
      name: 'refusals_kept',
      type: 'gauge',
      help: 'Deliveries that were not taken, among the newest refusals, which are all that the journal keeps.',
      samples: one(refused),
    },
  ];
}

function one(value: number): Sample[] {
  return [{ value }];
}

function byReason(counts: Readonly<Record<string, number>>): Sample[] {
  return Object.entries(counts).map(([reason, value]) => ({ labels: { reason }, value }));
}

function linesOf({ name, type, help, samples }: Metric): string[] {
  const whole = `opencx_hubspot_${name}`;
  return [
    `# HELP ${whole} ${help}`,
    `# TYPE ${whole} ${type}`,
    ...samples.map(({ labels = {}, value }) => `${whole}${labelsText(labels)} ${value}`),
  ];
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
