/**
 * The page of one word that reports use, as data: what it means, how it is told, what to do, what looks alike. Derived from
 * the tables that the doctor and the engine go by, so that no page says anything else than they do.
 */
import type { ConnectionMode } from './connection.ts';
import type { Action, RuleGeneration } from './decision.ts';
import type { Source } from './evidence.ts';
import type { Party } from './parties.ts';
import type { Fix } from './report.ts';

/** In the order in which a word is looked up: where two kinds share one, the first has it. */
export const PAGE_KINDS = ['check', 'cause', 'symptom', 'rule', 'skip'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** Another page, as a list on a page names it. */
export interface NamedPage {
  id: string;
  title: string;
}

/** A fact that a check looks at. */
export interface PageFact {
  /** Key of the evidence in a report. */
  key: string;
  title: string;
  /** Where it can come from, best first. */
  sources: readonly Source[];
  /** Who is asked for what is read over the network. */
  askedOf: 'hubspot' | 'opencx' | 'webhook-target' | 'developer-platform';
  /** The check says nothing without it; else it only helps. */
  needed: boolean;
  /** The flag that brings it, as it is typed. */
  flag?: string;
  /** What a person is asked, where a person can tell it. */
  question?: string;
}

/** A cause in a list: with who acts, and the shortest way to mend it. */
export interface PageCause extends NamedPage {
  owner: Party;
  brief?: string;
}

export interface CheckPage extends NamedPage {
  kind: 'check';
  about: string;
  facts: readonly PageFact[];
  /** Checks that have to hold first. */
  after: readonly NamedPage[];
  causes: readonly PageCause[];
  /** Other checks that can tell one of the same causes. */
  alike: readonly (NamedPage & { causes: readonly string[] })[];
  /** Ways of connecting in which it is not looked at, each with the reason. */
  notFor: readonly { mode: ConnectionMode; reason: string }[];
  /** Symptoms whose checklist holds it; every one holds what all of them begin with. */
  symptoms: readonly NamedPage[];
  everySymptom: boolean;
  docs: string;
  /** The command that looks at it alone. */
  command: string;
}

/** What is taken for what a page is about, with what differs. */
export interface PageLikeness extends NamedPage {
  differs: string;
}

/** A check that can name a cause. */
export interface PageWitness extends NamedPage {
  about: string;
  facts: readonly PageFact[];
  /** The other causes that it can name: each looks the same until it has told them apart. */
  others: readonly NamedPage[];
}

/** One way to mend a cause, and whose screen it begins at. */
export type PageFix = Fix & { owner: Party };

export interface CausePage extends NamedPage {
  kind: 'cause';
  /** What is the case, and what comes of it. */
  means: string;
  /** What it is taken for, each with how one tells the two apart. */
  unlike: readonly PageLikeness[];
  /** Who can act, as a rule. */
  owner: Party;
  witnesses: readonly PageWitness[];
  /**
   * For each way of connecting in which it can be, those with the same fixes together; each fix is one way out. Commands
   * are those of the first; with the others they take `--mode`.
   */
  fixes: readonly { modes: readonly ConnectionMode[]; ways: readonly PageFix[] }[];
  /** What tends to follow from it, and what it may itself follow from. */
  leads: readonly NamedPage[];
  follows: readonly NamedPage[];
  /** Symptoms that it explains, and the checks that make it a reason for every other one where they alone have found it. */
  symptoms: readonly NamedPage[];
  everySymptomBy: readonly NamedPage[];
  docs: readonly string[];
}

export interface SymptomPage extends NamedPage {
  kind: 'symptom';
  means: string;
  unlike: readonly PageLikeness[];
  /** The one way of connecting that it tells of. */
  mode?: ConnectionMode;
  /** Its checklist, each check with the causes that it can name; `ground` is what every checklist begins with. */
  checks: readonly (NamedPage & { causes: readonly PageCause[]; ground: boolean })[];
  docs: string;
  command: string;
}

/** One rule of the engine. Its title is the rule. */
export interface RulePage extends NamedPage {
  kind: 'rule';
  /** Its place among the rules that are applied, counted from 1, by generation; absent where it is none of them. */
  place: Partial<Record<RuleGeneration, number>>;
  /** Whether it needs the message and its conversation, or the event alone. */
  looksAt: 'event' | 'message';
  /** Why it leaves an event alone, and what it has done with one. */
  skips: readonly NamedPage[];
  acts: readonly Action[];
  command: string;
}

/** One reason why the engine leaves an event alone. Its title ends the sentence "Events were skipped: ...". */
export interface SkipPage extends NamedPage {
  kind: 'skip';
  remedy: string;
  /** In the place of `remedy` where HubSpot is connected so. */
  remedyIn: readonly { mode: ConnectionMode; remedy: string }[];
  rules: readonly NamedPage[];
  /** Causes that name it. */
  causes: readonly NamedPage[];
  command: string;
}

export type Page = CheckPage | CausePage | SymptomPage | RulePage | SkipPage;
