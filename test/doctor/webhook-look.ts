import type { ConnectionMode } from '../../src/core/connection.ts';
import { EvidenceFailure, EvidenceNotGiven } from '../../src/core/evidence.ts';
import type { Given, WebhookFile } from '../../src/core/given.ts';
import type { Report } from '../../src/core/report.ts';
import { gatherFor } from '../../src/doctor/gather-for.ts';
import { reportOn } from '../../src/doctor/report.ts';
import { select } from '../../src/doctor/selection.ts';

export interface Beside {
  mode?: ConnectionMode;
  answers?: Given['answers'];
}

/** What the doctor says of webhook files alone, without a call. */
export async function lookAt(
  webhookFiles: WebhookFile[],
  { mode, answers = {} }: Beside = {},
): Promise<Report> {
  const given: Given = {
    webhookFiles,
    answers,
    probeWebhook: false,
    offline: true,
    ...(mode && { mode }),
  };
  const world = {
    given,
    hubspot: () => {
      throw new EvidenceFailure({ kind: 'not-allowed', message: 'No calls are made here.' });
    },
    developer: () => {
      throw new EvidenceNotGiven('No key was given.');
    },
    opencx: () => {
      throw new EvidenceNotGiven('No key was given.');
    },
    pingWebhook: () => Promise.reject(new Error('The target must not be called.')),
    clock: { now: () => 0, sleep: () => Promise.resolve() },
  };
  const selection = select({ symptom: undefined, only: ['webhooks'], skip: [] });
  const evidence = await gatherFor(selection, world as never, {
    measure: async (_scope, work) => {
      try {
        return { outcome: { value: await work(world as never) }, calls: 0 };
      } catch (error) {
        return { outcome: { error }, calls: 0 };
      }
    },
    timeoutMs: 10_000,
    deadlineAt: 10_000,
    signal: new AbortController().signal,
  });
  const context = {
    selection,
    given,
    threshold: 'fail',
    version: '0.0.0',
    startedAt: 0,
    gatheredAt: 0,
  } as const;
  return reportOn(evidence, { ...context, now: () => 0 });
}
