import { isObject, type JsonObject } from '../core/json.ts';
import { UsageError } from '../files/usage-error.ts';

/** An event as HubSpot delivers it: it says what it is about, and has its event's name in the same keys as a subscription. */
export function isDelivered(row: unknown): boolean {
  return isObject(row) && ['occurredAt', 'eventId', 'objectId', 'attemptNumber'].some((key) => key in row);
}

/** `${WEBHOOK_URL}` or `{{ url }}`: filled in when the project is uploaded, so the file does not show the value. */
const PLACEHOLDER = /\$\{[^}]*\}|\{\{[^}]*\}\}/;

export function isPlaceholder(value: unknown): boolean {
  return typeof value === 'string' && PLACEHOLDER.test(value);
}

/** What is wrong with the values of one webhook file, in sentences that name the key. */
export class Complaints {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** @param wanted ends "must be …" */
  wrongType(key: string, wanted: string): UsageError {
    return new UsageError(`"${key}" in the file ${this.#file} must be ${wanted}.`);
  }

  /** @param key that leads to the rest */
  goesOn(key: string): UsageError {
    return new UsageError(
      `The file ${this.#file} is one page of a list that goes on: "${key}" leads to the rest.`,
      {
        hint: 'Put the rows of all pages into one list, and give that.',
      },
    );
  }

  /**
   * The value of a key; undefined where it is missing or null. A key that differs by capitals or underscores alone is a
   * slip, and taking it for missing would send somebody to look in the wrong place.
   */
  valueOf(record: JsonObject, name: string, path: (key: string) => string): unknown {
    if (Object.hasOwn(record, name)) return record[name] ?? undefined;
    const slip = Object.keys(record).find((key) => letters(key) === letters(name));
    if (slip !== undefined)
      throw new UsageError(`"${path(slip)}" in the file ${this.#file} must be written "${path(name)}".`);
    return undefined;
  }
}

function letters(key: string): string {
  return key.toLowerCase().replace(/[-_\s]/g, '');
}
