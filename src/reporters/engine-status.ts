/** How an engine stands, in words: for `engine status` and the console. */
import { commandLine } from '../core/command-line.ts';
import type { Counters } from '../engine/journal/journal.ts';
import { type Backlog, FAR_BEHIND_MS } from '../engine/watch/status.ts';
import { countersLine } from './journal.ts';
import { openSheet, prose, type SheetOptions } from './layout.ts';

export interface StatusPage extends Backlog {
  store: { place: string; version: number; bytes?: number };
  counters: Counters;
}

export function renderStatus({ store, counters, ...backlog }: StatusPage, options: SheetOptions): string {
  const sheet = openSheet(options);
  const { place, version, bytes } = store;
  const size = bytes === undefined ? '' : `, ${sizeWords(bytes)}`;
  const waiting = waitingLine(backlog);
  return `${[
    ...prose(sheet, `${place} (version ${version}${size})`, sheet.chalk.bold),
    ...prose(sheet, countersLine(counters)),
    ...(waiting === undefined
      ? []
      : prose(sheet, waiting, backlog.isFarBehind ? sheet.chalk.yellow : undefined)),
    ...(backlog.isFarBehind ? prose(sheet, nextStep(store)) : []),
  ].join('\n')}\n`;
}

/** How long the oldest open event has waited; undefined where none is open. */
export function waitingLine({ lagMs, isFarBehind }: Backlog): string | undefined {
  if (lagMs === null) return undefined;
  const waited = `the oldest open event has waited ${lasting(lagMs)}`;
  return isFarBehind
    ? `Too far behind: ${waited}; up to ${lasting(FAR_BEHIND_MS)} counts as a busy period.`
    : `${waited[0]?.toUpperCase()}${waited.slice(1)}.`;
}

/** Why is not known from a journal, so it is not said. An address is shown without its password, and cannot be typed so. */
function nextStep({ place, bytes }: StatusPage['store']): string {
  const named = bytes === undefined ? [] : ['--journal', place];
  const line = commandLine(['engine', 'journal', ...named, '--status', 'begun']);
  return `Is an engine running on this journal? \`${line}\` shows what one is at, and --status failed what HubSpot or a responder refused.`;
}

const UNITS = [
  ['days', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** In the largest unit of which there are two or more, rounded down: `90 s`, `5 min`, `47 h`, `3 days`. */
function lasting(milliseconds: number): string {
  const [unit, size] = UNITS.find(([, each]) => milliseconds >= 2 * each) ?? ['s', 1_000];
  return `${Math.floor(milliseconds / size)} ${unit}`;
}

const SIZES = [
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
] as const;

function sizeWords(bytes: number): string {
  const [unit, size] = SIZES.find(([, each]) => bytes >= each) ?? ['kB', 1e3];
  return `${(bytes / size).toFixed(1)} ${unit}`;
}
