import type { ColumnMapping } from '../fields/columns.ts';
import { ROLE_NAMES, ROLES, type Role } from '../fields/roles.ts';
import { Literal } from './bytes.ts';

/** What a value is read as. `text` and `number` are passed over; `end` is behind the last value. */
export type ValueKind =
  | 'method'
  | 'path'
  | 'status'
  | 'clock'
  | 'epoch'
  | 'duration'
  | 'text'
  | 'number'
  | 'end';

export interface Slot {
  /** Everything between the value before and this one. */
  before: Literal;
  kind: ValueKind;
}

/** How the rows of one writer look: the same keys in the same order with the same spaces. */
export interface RowShape {
  slots: readonly Slot[];
  /** Its number. Rows of another shape may go to another host with the same path. */
  number: number;
  /** Milliseconds in one unit of the duration. */
  msPerUnit: number;
}

/** Strings without escapes, and numbers without sign and exponent. `null`, `true` and `false` belong to the shape. */
const MEMBER = /[{,]\s*"([^"\\]*)"\s*:\s*(?:"([^"\\]*)"|(\d[\d.]*)|null|true|false)\s*/y;
const START = /\s*(?=\{)/y;
const END = /\}\s*\n$/y;
const NUMBER = /^\d+(?:\.\d+)?$/;

interface Member {
  key: string;
  /** Where it stands, without quotes; undefined for a constant. */
  value: { from: number; to: number; text: string; isQuoted: boolean } | undefined;
}

/**
 * The shape of a row that JSON has parsed already, or undefined where it has none that is worth knowing: it is nested,
 * has an escape, names a key twice, or lacks what every call has.
 *
 * @param line as it was written, its line feed included; one letter for each byte
 * @param keys as JSON understood them
 * @param mapping which of the keys are taken for what
 * @param number told from those of other shapes
 */
export function learnShape(
  line: string,
  keys: readonly string[],
  mapping: ColumnMapping,
  number: number,
): RowShape | undefined {
  const members = membersOf(line);
  if (members?.length !== keys.length || members.some(({ key }, index) => key !== keys[index]))
    return undefined;
  const fields = fieldsOf(members, mapping);
  if (fields === undefined) return undefined;
  const lasting = new Set(LASTING.flatMap((role) => mapping.places[role].map(({ index }) => index)));
  const slots: Slot[] = [];
  let behind = 0;
  members.forEach(({ value }, index) => {
    if (value === undefined || lasting.has(index)) return;
    slots.push({
      before: new Literal(line.slice(behind, value.from)),
      kind: kindOf(value, fields.get(index)),
    });
    behind = value.to;
  });
  slots.push({ before: new Literal(line.slice(behind)), kind: 'end' });
  return {
    slots,
    number,
    msPerUnit: mapping.places.durationMs.find(({ index }) => members[index]?.value)?.msPerUnit ?? 1,
  };
}

function membersOf(line: string): Member[] | undefined {
  START.lastIndex = 0;
  START.test(line);
  MEMBER.lastIndex = START.lastIndex;
  const members: Member[] = [];
  let behind = MEMBER.lastIndex;
  for (let found = MEMBER.exec(line); found !== null; found = MEMBER.exec(line)) {
    const [member, key = '', quoted, number] = found;
    const text = quoted ?? number;
    behind = MEMBER.lastIndex;
    const to = found.index + member.trimEnd().length - (quoted === undefined ? 0 : 1);
    const value =
      text === undefined ? undefined : { from: to - text.length, to, text, isQuoted: quoted !== undefined };
    members.push({ key, value });
  }
  END.lastIndex = behind;
  return END.test(line) ? members : undefined;
}

/** What is read from bytes. */
const FIELDS = ['method', 'path', 'status', 'at', 'durationMs'] as const;
type Field = (typeof FIELDS)[number];
const WANTED: readonly Field[] = ['method', 'path', 'status'];
/** What one writer writes the same in each row, and decides whose answer it is: a part of the shape. */
const LASTING = ['host', 'agent'] as const satisfies readonly Role[];

function isLasting(role: Role): boolean {
  return (LASTING as readonly Role[]).includes(role);
}

/** What a scanner of successes knows nothing of, and may not pass over: rows that hold it are parsed. */
const LEFT_TO_JSON = ROLE_NAMES.filter(
  (role) => !ROLES[role].ofRefusal && !isField(role) && !isLasting(role),
);

function isField(role: Role): role is Field {
  return (FIELDS as readonly Role[]).includes(role);
}

/** The member that each field is read from, by its number; undefined where that is not plain. */
function fieldsOf(members: readonly Member[], { places }: ColumnMapping): Map<number, Field> | undefined {
  const surest = (role: Role) => places[role].find(({ index }) => members[index]?.value)?.index;
  if (LEFT_TO_JSON.some((role) => surest(role) !== undefined)) return undefined;
  const found = FIELDS.flatMap((field) => {
    const index = surest(field);
    return index === undefined ? [] : [[index, field] as const];
  });
  const fields = new Map(found);
  const told = new Set(fields.values());
  return fields.size === found.length && WANTED.every((field) => told.has(field)) ? fields : undefined;
}

function kindOf({ text, isQuoted }: NonNullable<Member['value']>, field: Field | undefined): ValueKind {
  if (field === undefined) return isQuoted ? 'text' : 'number';
  if (field === 'at') return NUMBER.test(text) ? 'epoch' : 'clock';
  return field === 'durationMs' ? 'duration' : field;
}
