/** What the server and the page of a console say to each other about the doctor. Types alone, as in `words.ts`. */
import type { Link, Refusal } from './words.ts';

/** What the doctor is asked to look at, in the words of whoever asks. */
export interface Asked {
  /** '' for everything. */
  symptom: string;
  /** A conversation by its id or address; '' for none. */
  thread: string;
  /** What the portal's own people would answer is left open. */
  asksMe: boolean;
  /** What was told so far, by key. */
  answers: Record<string, string>;
}

/** How the doctor stands: the same in every tab. */
export interface DoctorPage {
  asked: Asked;
  /** What is awaited, in words, while it looks. */
  awaits?: string;
  isBusy: boolean;
  /** What the look under way has told so far, or the last one found. */
  diagnosis?: Diagnosis;
  /** Why the last look came to nothing. */
  trouble?: Refusal;
}

/** What the doctor found, as the page shows it. Texts are cleaned and short. */
export interface Diagnosis {
  /** `problems`, `incomplete`, `warnings`, `open` or `healthy`; absent until everything was looked at. */
  status?: string;
  /** How many checks ended how: `31 pass`. */
  counts: string[];
  /** Why there is no cause, where there is none. */
  says?: string;
  /** What kept the doctor from looking. */
  obstacle?: string;
  /** The way of a message, station by station. */
  way: { title: string; tone: string; words: string; detail: string }[];
  /** The most likely first. */
  causes: {
    id: string;
    title: string;
    confidence: string;
    /** Who can act, as part of a sentence. */
    owner: string;
    measured: string;
    /** The most likely way first. */
    fixes: { brief?: string; steps: string[]; links: Link[] }[];
  }[];
  /** What a person can tell here and nobody has. */
  questions: { key: string; kind: string; choices: string[]; text: string; where: string; links: Link[] }[];
  /** In the order of the checklist; without a status what is not told yet. */
  checklist: { id: string; status?: string; summary: string }[];
}
