import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mapColumns } from '../../../src/logs/fields/columns.ts';
import { readTime } from '../../../src/logs/fields/time.ts';
import { readDuration } from '../../../src/logs/fields/values.ts';
import { cellOf } from '../../../src/logs/forms/csv-table.ts';
import { RowValues } from '../../../src/logs/scanner/row-values.ts';
import { runs } from '../../support/proof.ts';
import { kernelHere, putInto } from './kernel.ts';

const kernel = kernelHere();
const values = new RowValues<null>(kernel, cellOf);
const shapes = ['elapsed_ms', 'elapsed_s', 'elapsed_ns'].map((name) => {
  const shape = values.shapeOf(mapColumns(['time', name, 'path']));
  if (shape === undefined) throw new Error('There is no room for it.');
  return { shape, msPerUnit: { elapsed_ms: 1, elapsed_s: 1_000, elapsed_ns: 0.000001 }[name] ?? 1 };
});

/** What is read of a row of a table with these cells: a time, and a duration in each unit. */
function read(time: string, duration: string) {
  const bytes = Buffer.from(`${time},${duration},/crm/v3/owners`, 'latin1');
  const at = putInto(kernel, Buffer.concat([bytes, Buffer.from('\n')]));
  return shapes.map(({ shape }) => {
    kernel.code.cutRow(at, at + bytes.length + 1, ','.charCodeAt(0));
    expect(values.read(shape)).toBe(true);
    return { at: values.at, durationMs: values.durationMs };
  });
}

function readPlainly(time: string, duration: string) {
  return shapes.map(({ msPerUnit }) => ({
    at: readTime(time) ?? Number.NaN,
    durationMs: readDuration(duration, msPerUnit) ?? Number.NaN,
  }));
}

const digits = (most: number) => fc.integer({ min: 0, max: most }).map(String);
const number = fc.oneof(
  fc
    .tuple(digits(2_000), fc.constantFrom('', '.', ',', '.0', ' ', '-'), digits(99_999_999))
    .map((parts) => parts.join('')),
  fc.bigInt({ min: 0n, max: 10n ** 21n }).map(String),
  fc.tuple(digits(2 ** 31), digits(999_999_999)).map((parts) => parts.join('.')),
  fc.double({ noNaN: true }).map(String),
);
const two = (most: number) => fc.nat(most).map((value) => String(value).padStart(2, '0'));
const clock = fc
  .tuple(
    fc.constantFrom('2026', '1999', '2099', '2100', '26'),
    two(13),
    two(32),
    fc.constantFrom('T', ' ', 't', '/'),
    two(25),
    two(61),
    two(61),
    fc.constantFrom('', '.5', '.123', '.123456', '.1234567890', '.', ':7'),
    fc.constantFrom('', 'Z', '+00:00', '+0530', '-11:30', ' UTC', ' PM', 'x'),
  )
  .map(
    ([year, month, day, gap, hour, minute, second, fraction, zone]) =>
      `${year}-${month}-${day}${gap}${hour}:${minute}:${second}${fraction}${zone}`,
  );
const time = fc.oneof(
  clock,
  clock,
  number,
  fc.bigInt({ min: 9n * 10n ** 8n, max: 5n * 10n ** 18n }).map(String),
);

test('times and durations are read from bytes as from texts', () => {
  fc.assert(
    fc.property(time, number, (at, durationMs) => {
      fc.pre(!`${at}${durationMs}`.includes(','));
      expect(read(at, durationMs)).toEqual(readPlainly(at, durationMs));
    }),
    { numRuns: runs(5_000) },
  );
});

test('a comma before one or two digits is a decimal one', () => {
  expect(read('2026-11-22T21:34:40Z', '"0,25"')).toEqual(readPlainly('2026-11-22T21:34:40Z', '0,25'));
  expect(read('2026-11-22T21:34:40Z', '"1,234"')).toEqual(readPlainly('2026-11-22T21:34:40Z', '1,234'));
});
