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
  /** Where the look under way, or the last one, was a live test. */
  test?: LiveTest;
  /** Why the last look came to nothing. */
  trouble?: Refusal;
  /** The looks that can be compared and saved, the oldest first; the last one is shown. */
  runs: RunRow[];
}

/** A live test: one real message, followed hop by hop. */
export interface LiveTest {
  hops: Station[];
  /** What a person is to do now, line by line. */
  asks: string[];
}

/** A place that a message passes, and how it stands there. */
export interface Station {
  title: string;
  /** `good`, `bad`, `warn`, `open`, `unsure`, `quiet`, or `awaited`. */
  tone: string;
  words: string;
  detail: string;
}

export interface RunRow {
  id: number;
  /** Begun, epoch milliseconds. */
  at: number;
  status: string;
  symptom: string;
}

/** What became of an earlier look's findings. */
export interface Compared {
  /** `BETTER`, and what it rests on. */
  word: string;
  line: string;
  /** Why the two may not be comparable. */
  cautions: string[];
  /** The worst first. */
  parts: { heading: string; items: { status: string; ids: string; text: string; remark: string }[] }[];
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
  /** What to do about that. */
  mend?: string[];
  /** The way of a message, station by station. */
  way: Station[];
  /** The most likely first. */
  causes: FoundCause[];
  /** What somebody who can act is to do or to tell, as a text to be sent to them; by the owner of the causes. */
  parts: Record<string, string>;
  /** What a person can tell here and nobody has, screen by screen. */
  screens: AskedScreen[];
  /** In the order of the checklist; without a status what is not told yet. */
  checklist: Told[];
  /** What the verdicts rest on, fact by fact: whether it was had, from where, or why not. */
  evidence: Told[];
  /** Of a look that was saved. */
  saved?: Saved;
}

export interface Told {
  id: string;
  status?: string;
  summary: string;
}

/** What a file holds besides what was found. */
export interface Saved {
  /** When it was saved and by what, and what of it is not understood here. */
  notes: string[];
  /** What an engine's journal held at the time, in words, where it was looked at. */
  journal: { name: string; value: string }[];
}

/** A cause that follows from no other. */
export interface FoundCause {
  id: string;
  title: string;
  confidence: string;
  /** Who can act, as part of a sentence. */
  owner: string;
  measured: string;
  expected: string;
  /** The most likely way first. */
  fixes: FoundFix[];
  /** What follows from it, as titles of causes. */
  follows: string[];
}

export interface FoundFix {
  /** `Fix`, `Run`, `Wait`, `Or`. */
  label: string;
  brief?: string;
  steps: string[];
  links: Link[];
  /** The command line that shows whether it worked. */
  verify?: string;
}

/** A screen that is opened once, and what is asked about it. */
export interface AskedScreen {
  where: string;
  links: Link[];
  questions: {
    key: string;
    text: string;
    kind: string;
    choices: { value: string; name: string }[];
    /** What was measured beside it and does not decide it. */
    known?: string;
    /** Of a secret, which is not taken here: how to give it. */
    instead?: string;
  }[];
}
