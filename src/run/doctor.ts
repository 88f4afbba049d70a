/**
 * Looks at a portal, once or until nothing counts as wrong, and judges what was found: `doctor`, `retest`, and the look that
 * `recheck` takes. A terminal, a page or a door hands in what it wants to be told meanwhile.
 */

import { resolve } from 'node:path';
import { isHubSpots } from '../config/base-url.ts';
import { proxyOf } from '../config/proxy.ts';
import type { TypedFlag } from '../core/flags/typed-again.ts';
import type { NamedRecord } from '../core/given.ts';
import type { Report } from '../core/report.ts';
import type { Suppression } from '../core/suppression.ts';
import { type Selection, withAskedFor } from '../doctor/selection.ts';
import { readSuppressions } from '../doctor/suppressions.ts';
import { UsageError } from '../files/usage-error.ts';
import { createRedactor, type Redactor } from '../redact/redactor.ts';
import type { CallRecord } from '../wire/call-record.ts';
import type { Connections } from '../wire/connections.ts';
import type { Examination, ExaminationSetup, GatherProgress, LookOptions } from './examination.ts';
import { type LookPorts, lastLook, type Waiting } from './last-look.ts';
import type { LogsToRead, ReadingProgress } from './read-logs.ts';
import type { RunSettings } from './settings.ts';
import { type SettingsPorts, type SettingsRequest, settingsFor } from './settings-for.ts';
import type { Surroundings } from './surroundings.ts';
import { openWorld } from './world.ts';

/** What the doctor is asked to look at, and how. */
export interface DoctorRequest extends LookOptions, SettingsRequest {
  selection: Selection;
  /** What was typed to say what is looked at, for a command that looks again. */
  typed?: readonly TypedFlag[];
  /** Conversations that are looked at one after the other, behind the one among the flags. */
  otherThreads?: readonly NamedRecord[];
  apiLogs?: Pick<LogsToRead, 'files' | 'map' | 'dates'>;
  /** HubSpot's log of webhook deliveries, as files. */
  deliveryLogs?: readonly string[];
  /** File of failures that are accepted for a while; the configuration file may name one as well. */
  suppressions?: string;
  /** To look again and again; once when left out. */
  wait?: Waiting;
  /** What this look is compared with was an emulated portal: to ask the real HubSpot instead would compare two things. */
  emulated?: boolean;
  /** Connections that several runs share. */
  connections?: Connections;
}

/** What is to be told or asked while the doctor is at work. */
export interface DoctorPorts extends LookPorts, SettingsPorts {
  startProgress?(): Promise<GatherProgress>;
  startReading?(): Promise<ReadingProgress>;
  /**
   * Told that a request to stop ends the look and does not break it off: what is known by then is judged within so many
   * milliseconds.
   */
  onCanEnd?(milliseconds: number): void;
  /**
   * After the last look and before the report: the time to put questions.
   *
   * @param thread the conversation, where several are looked at
   */
  askQuestions?(examination: Examination, thread?: string): Promise<void>;
}

/** A look at one conversation, or at the portal alone. */
interface DoctorLook {
  examination: Examination;
  report: Report;
  /** The conversation, where several were looked at. */
  thread?: string;
}

export interface DoctorResult {
  /** On all looks together. */
  report: Report;
  /** The first look. */
  examination: Examination;
  looks: readonly [DoctorLook, ...DoctorLook[]];
  /** Every request that was made, in the order in which they ended. */
  calls: readonly CallRecord[];
  /** Knows every secret of the run. */
  redactor: Redactor;
}

/** For the calls that are under way, and for judging what has come. */
const LAST_WORDS_MS = 9_000;

/** @throws UsageError for anything given that cannot be used, before any call is made */
export async function doctor(
  request: DoctorRequest,
  { redactor = createRedactor([]), ...surroundings }: Surroundings,
  ports: DoctorPorts = {},
): Promise<DoctorResult> {
  const around = { ...surroundings, redactor };
  const proxy = proxyOf(around.env);
  const { settings, close } = await settingsFor(request, around, {
    ...ports,
    asks: ports.askQuestions !== undefined,
  });
  try {
    for (const { text } of settings.notes) ports.onNote?.(text);
    if (request.emulated && asksTheRealHubSpot(settings)) throw notTheSameWorld();
    const suppressions = await suppressionsFor(request.suppressions ?? settings.suppressionsFile, around);
    await readLogs(settings, request, around, ports);
    await readDeliveries(settings, request, around);
    const { timeoutMs, connections } = request;
    const open = await openWorld(settings, {
      timeoutMs,
      proxy,
      learn: (secrets) => redactor.learn(secrets),
      ...(connections && { connections }),
    });
    try {
      const counts = settings.given.since !== undefined;
      if (counts) ports.onCanEnd?.(LAST_WORDS_MS);
      const setup: ExaminationSetup = {
        ...request,
        selection: withAskedFor(request.selection, settings.given),
        settings,
        open,
        suppressions,
        profile: request.flags.profile,
        // What was counted so far is worth its report.
        ...(counts
          ? { signal: new AbortController().signal, ending: around.signal }
          : { signal: around.signal }),
        ...(ports.startProgress && { startProgress: ports.startProgress }),
      };
      const ask = async (examination: Examination, thread?: string) => {
        if (!around.signal.aborted) await ports.askQuestions?.(examination, thread);
      };
      const { otherThreads: others = [] } = request;
      const firstThread = others.length > 0 ? request.flags.thread?.id : undefined;
      const examination = await lastLook(setup, ports, redactor, request.wait);
      await ask(examination, firstThread);
      const further = await lookFurther(examination, others, ask);
      const looks = toldLooks(
        [examination, ...further],
        [firstThread, ...others.map(({ id }) => id)],
        redactor,
      );
      return { report: await joined(looks), examination, looks, calls: open.calls, redactor };
    } finally {
      await open.close();
    }
  } finally {
    await close();
  }
}

/** What somebody says of the portal counts for all that are looked at after. */
async function lookFurther(
  first: Examination,
  threads: readonly NamedRecord[],
  ask: (examination: Examination, thread: string) => Promise<void>,
): Promise<Examination[]> {
  const further: Examination[] = [];
  for (const thread of threads) {
    const next = (further.at(-1) ?? first).ofConversation(thread);
    await next.gather();
    await ask(next, thread.id);
    further.push(next);
  }
  return further;
}

function toldLooks(
  examinations: readonly [Examination, ...Examination[]],
  threads: readonly (string | undefined)[],
  redactor: Redactor,
): [DoctorLook, ...DoctorLook[]] {
  return examinations.map((examination, place) => {
    const thread = threads[place];
    const report = redactor.redactIn(examination.report());
    return { examination, report, ...(thread !== undefined && { thread }) };
  }) as [DoctorLook, ...DoctorLook[]];
}

async function joined(looks: readonly [DoctorLook, ...DoctorLook[]]): Promise<Report> {
  const [{ report, thread }, ...others] = looks;
  if (thread === undefined || others.length === 0) return report;
  const { joinLooks } = await import('../doctor/join-looks.ts');
  return joinLooks([
    { thread, report },
    ...others.map((other) => ({ thread: other.thread ?? '', report: other.report })),
  ]);
}

function asksTheRealHubSpot({ given: { token, offline }, hubspotUrl }: RunSettings): boolean {
  return token !== undefined && !offline && isHubSpots(hubspotUrl);
}

function notTheSameWorld(): UsageError {
  return new UsageError(
    'The run to compare with was made on an emulated portal, and this one would ask HubSpot itself.',
    {
      hint: 'Name the emulated portal again with --sandbox NAME, or set HUBSPOT_API_URL to the address of a running one.',
    },
  );
}

/** @param file from the working folder */
async function suppressionsFor(
  file: string | undefined,
  { cwd }: Pick<Surroundings, 'cwd'>,
): Promise<readonly Suppression[] | undefined> {
  return file === undefined ? undefined : readSuppressions(resolve(cwd, file));
}

/** A log that cannot be read is wrong usage as well. */
async function readLogs(
  { given }: RunSettings,
  { apiLogs }: DoctorRequest,
  around: Surroundings,
  { startReading }: DoctorPorts,
): Promise<void> {
  if (apiLogs === undefined) return;
  const { nameOfLog, readLogs } = await import('./read-logs.ts');
  const { refusals, accounts } = await readLogs({ ...apiLogs, passOverForeign: true }, around, startReading);
  given.apiLog = { files: apiLogs.files.map(nameOfLog), refusals, accounts };
}

/** A file that holds none is said to hold none, and the rest is looked at all the same. */
async function readDeliveries(
  { given }: RunSettings,
  { deliveryLogs: files }: DoctorRequest,
  around: Surroundings,
): Promise<void> {
  if (files === undefined) return;
  const { readDeliveryLogs } = await import('./read-logs.ts');
  given.deliveryLog = await readDeliveryLogs(files, around);
}
