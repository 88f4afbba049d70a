import type { ConnectionMode } from './connection.ts';
import type { Evidence } from './evidence.ts';
import type { Judgement } from './verdict.ts';

/**
 * One documented claim about a working integration, as the runner holds it: the same for every set of evidence.
 *
 * `judge` is a pure function of the evidence that is declared here: no IO, no clock. It is called only when all
 * of `needs` was obtained; the runner turns a failed need into `unknown`, a failed prerequisite into `blocked`,
 * and a need that nobody gave into `manual` or `na`.
 */
export interface Check<
  Id extends string = string,
  Needs extends string = string,
  Uses extends string = string,
  Cause extends string = string,
> {
  id: Id;
  /** The claim, true when healthy. */
  title: string;
  /** Ids of every cause that this check can name. */
  causes: readonly Cause[];
  needs: readonly Needs[];
  /** Evidence that helps and may be absent or failed. */
  uses?: readonly Uses[];
  /** Ids of claims that must hold before this one means anything; if one fails, this check is blocked by it. */
  after?: readonly string[];
  /** Evidence that may show by itself that the claim holds, whatever else is known and said; it is looked at first. */
  shown?: { by: Uses; judge(value: unknown): Judgement | undefined };
  /** Modes in which the claim has no meaning, each with the reason that the user is told. */
  notFor?: Partial<Record<ConnectionMode, string>>;
  /** Symptoms without one of which it is not looked at: what it finds is as it should be for whoever sees none of them. */
  onlyUnder?: readonly string[];
  /** It says something of a conversation alone; where none was named, that is what is asked first. */
  ofConversation?: true;
  /** Symptoms whose checklist holds it; `every` of the claims without which nothing else says much. */
  symptoms?: readonly string[] | 'every';
  /** Where the rule comes from: an anchor of the OpenCX troubleshooting page, or HubSpot's documentation. */
  docs: string;
  /** What the check looks at and why, for `checks ID`: two or three sentences. */
  about: string;
  /**
   * @param needed the values of all that it needs
   * @param used what became of all that it uses
   * @param mode how HubSpot is connected, as far as it is known
   */
  judge(
    needed: Readonly<Record<string, unknown>>,
    used: Readonly<Record<string, Evidence<unknown>>>,
    mode: ConnectionMode,
  ): Judgement;
}
