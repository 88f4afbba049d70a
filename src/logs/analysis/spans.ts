import type { LogSpan } from '../../core/api-log.ts';

/** Epoch milliseconds: HubSpot has no calls from before 2000, and a log none from after 2100. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** How many calls, and from when to when in epoch milliseconds: Infinity to -Infinity where none had a time. */
export interface Span {
  count: number;
  firstAt: number;
  lastAt: number;
}

/** Calls whose place in the log is known too; it stands in for the time where a log has none. */
export interface PlacedSpan extends Span {
  /** Which call of the log the last one was, counted from 1. */
  lastPosition: number;
}

export const createSpan = (): Span => ({
  count: 0,
  firstAt: Number.POSITIVE_INFINITY,
  lastAt: Number.NEGATIVE_INFINITY,
});

// Not by spreading the other one: the engine keeps times as plain numbers in what is written out alone.
export const createPlacedSpan = (): PlacedSpan => ({
  count: 0,
  firstAt: Number.POSITIVE_INFINITY,
  lastAt: Number.NEGATIVE_INFINITY,
  lastPosition: 0,
});

/** NaN for a time that cannot be one: a call with it is counted and stands on no timeline. */
export function plausibleTime(at: number): number {
  return at >= EARLIEST && at < LATEST ? at : Number.NaN;
}

/** @param at epoch milliseconds, NaN where there is none */
export function extend(span: Span, at: number): void {
  span.count += 1;
  if (at < span.firstAt) span.firstAt = at;
  if (at > span.lastAt) span.lastAt = at;
}

export function extendPlaced(span: PlacedSpan, at: number, position: number): void {
  // Not by `extend`: what is called for every row is quick as long as it meets few kinds of objects.
  span.count += 1;
  if (at < span.firstAt) span.firstAt = at;
  if (at > span.lastAt) span.lastAt = at;
  span.lastPosition = position;
}

export function absorb(into: Span, from: Readonly<Span>): void {
  into.count += from.count;
  into.firstAt = Math.min(into.firstAt, from.firstAt);
  into.lastAt = Math.max(into.lastAt, from.lastAt);
}

export function absorbPlaced(into: PlacedSpan, from: Readonly<PlacedSpan>): void {
  absorb(into, from);
  into.lastPosition = Math.max(into.lastPosition, from.lastPosition);
}

/** All of several spans in one. */
export function unite(spans: readonly Readonly<Span>[]): Span {
  const whole = createSpan();
  for (const span of spans) absorb(whole, span);
  return whole;
}

/** All of several spans of the same log in one. */
export function unitePlaced(spans: readonly Readonly<PlacedSpan>[]): PlacedSpan {
  const lastPosition = Math.max(0, ...spans.map((span) => span.lastPosition));
  return { ...unite(spans), lastPosition };
}

export function hasTimes({ firstAt, lastAt }: Readonly<Span>): boolean {
  return firstAt <= lastAt;
}

/** As the report has it: ISO times, and none where the calls had none. */
export function logSpanOf(span: Span): LogSpan {
  const { count, firstAt, lastAt } = span;
  if (!hasTimes(span)) return { count };
  return { count, firstAt: isoTime(firstAt), lastAt: isoTime(lastAt) };
}

export function isoTime(at: number): string {
  return new Date(at).toISOString();
}
