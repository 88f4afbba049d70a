import { type Answer, NO_ANSWER, readAnswer } from './answer.ts';

const MOST_KEPT = 500;
const LONGEST_KEPT = 4_096;

/** What is new in every answer and says nothing about the refusal. */
const UNIQUE_IDS = /"(?:correlationId|requestId)"\s*:\s*"[^"]*"/g;
/** Beside scopes, whose names hold digits too, nothing that is concluded from an answer does. */
const DIGITS = /\d+/g;

/** Reads answers, each kind of them once: a log repeats the same refusal thousands of times. */
export class Answers {
  readonly #read = new Map<string, Answer>();

  /** @param category from a column of its own */
  of(status: number, category: string | undefined, body: string | undefined): Answer {
    if (!category && !body) return NO_ANSWER;
    if (body !== undefined && body.length > LONGEST_KEPT) return readAnswer(status, category, body);
    const key = `${status} ${category ?? ''}\n${essenceOf(status, body ?? '')}`;
    return this.#read.get(key) ?? this.#keep(key, readAnswer(status, category, body));
  }

  #keep(key: string, answer: Answer): Answer {
    if (this.#read.size >= MOST_KEPT) this.#read.clear();
    this.#read.set(key, answer);
    return answer;
  }
}

function essenceOf(status: number, body: string): string {
  const lasting = body.replaceAll(UNIQUE_IDS, '');
  return status === 403 ? lasting : lasting.replaceAll(DIGITS, '');
}
