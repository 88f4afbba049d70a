/**
 * Keeps the page up with the console: the journal's newest events first, then what changes, then what is older; and how
 * the doctor stands.
 */
import type { DoctorPage } from '../doctor-words.ts';
import type { Changes, EventList, Tally } from '../words.ts';
import { ask, changes, onNewKey, Refused } from './client.ts';
import { Events, MOST_HELD } from './events.ts';

/** How the page stands with the console behind it. */
export type Connection =
  | { is: 'opening' | 'live' }
  /** It is tried again by itself. */
  | { is: 'away'; why: string; next: string | undefined }
  /** It wants a key; another tab that has one helps. */
  | { is: 'locked'; why: string; next: string | undefined };

const FIRST_LIST = 500;
const OLDER_LIST = 1_000;
const AGAIN_AFTER_MS = [300, 1_000, 2_000, 5_000];

export class Journal {
  readonly events = new Events();
  connection: Connection = { is: 'opening' };
  tally: Tally | undefined;
  /** How far behind the engine is, where that is too far. */
  late: string | null = null;
  doctor: DoctorPage | undefined;
  /** Another number after each change of the events or the connection. */
  version = 0;
  readonly #onChange: () => void;
  #cursor: string | undefined;
  #wake = () => {};
  #isReadingOlder = false;
  #hasFirst = false;

  /** @param onChange called after every change */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
    onNewKey(() => this.#wake());
  }

  /** All that the journal holds is here. */
  get isWhole(): boolean {
    return this.#hasFirst && !this.events.hasDropped;
  }

  /** Never ends: what breaks off is begun again where it stood. */
  async follow(): Promise<never> {
    for (let vain = 0; ; vain += 1) {
      try {
        this.#cursor ??= await this.#first();
        void this.#older();
        for await (const { id, event, data } of changes(this.#cursor, new AbortController().signal)) {
          if (event === 'trouble') throw refusedIn(data);
          vain = 0;
          this.#cursor = id;
          if (event === 'open') this.#tell({ is: 'live' });
          else if (event === 'doctor') this.#tellDoctor(JSON.parse(data));
          else this.#take(JSON.parse(data) as Changes);
        }
      } catch (error) {
        await this.#away(error, vain);
      }
    }
  }

  async #first(): Promise<string> {
    const list = await this.#list(`limit=${FIRST_LIST}`);
    return String(list.cursor);
  }

  /** What breaks off is gone on with when there is a connection again. */
  async #older(): Promise<void> {
    if (this.#isReadingOlder) return;
    this.#isReadingOlder = true;
    try {
      while (!this.#hasFirst && this.events.size < MOST_HELD) {
        const oldest = this.events.newestFirst.at(-1)?.id;
        if (oldest === undefined) break;
        await this.#list(`limit=${OLDER_LIST}&before=${oldest}`);
      }
    } catch {
    } finally {
      this.#isReadingOlder = false;
    }
  }

  async #list(query: string): Promise<EventList> {
    const list = await ask<EventList>(`/api/events?${query}`);
    this.#hasFirst = list.isFirst;
    this.#take(list);
    return list;
  }

  #take({ events, tally, late = this.late }: Changes): void {
    this.events.add(events);
    this.tally = tally ?? this.tally;
    this.late = late;
    this.#tell({ is: 'live' });
  }

  async #away(error: unknown, vain: number): Promise<void> {
    const { message: why, status, next } = error instanceof Refused ? error : unforeseen(error);
    this.#tell({ is: status === 401 ? 'locked' : 'away', why, next });
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (status !== 401) setTimeout(resolve, AGAIN_AFTER_MS[vain] ?? AGAIN_AFTER_MS.at(-1));
    });
  }

  #tell(connection: Connection): void {
    this.connection = connection;
    this.version += 1;
    this.#onChange();
  }

  #tellDoctor(doctor: DoctorPage): void {
    this.doctor = doctor;
    this.#onChange();
  }
}

function refusedIn(data: string): Refused {
  return new Refused(503, JSON.parse(data));
}

function unforeseen(error: unknown): Refused {
  return new Refused(0, { error: `Something in the page itself broke (${(error as Error).name}).` });
}
