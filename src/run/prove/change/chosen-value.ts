/** What a live test sets a property to: something else than it holds, of the kind that it takes, and to be put back. */
import type { PipelineStage } from '../../../core/hubspot/records.ts';
import type { TicketProperty } from '../../../core/hubspot/ticket-property.ts';
import { STAGE } from '../script.ts';

const PIPELINE = 'hs_pipeline';

/** The value; or in one sentence why the property is left alone. */
export type Choice = { value: string } | { refused: string };

const refused = (sentence: string): Choice => ({ refused: sentence });

/** What is known of the property before the test. */
export interface Now {
  /** By the ticket in HubSpot. */
  held: string;
  /** By the session in OpenCX. */
  inSession?: string | undefined;
}

/** Characters of a text that can still be told on a line. */
const LONGEST = 500;

/**
 * @param now what the ticket holds, to be put back, and the session: to see the same there again proves nothing
 * @param stages of all pipelines; a ticket moves within its own
 */
export function chosenValue(
  property: TicketProperty,
  now: Now,
  mark: string,
  stages: readonly PipelineStage[],
): Choice {
  const { held } = now;
  const { name, type, calculated, readOnly, unreadable = [] } = property;
  if (calculated) return refused(`HubSpot calculates ${name} by itself, so nobody can change it.`);
  if (readOnly) return refused(`${name} is read-only in HubSpot.`);
  if (unreadable.length > 0)
    return refused(`What HubSpot says of ${name} could not be read (${unreadable.join(', ')}).`);
  if (held === '')
    return refused(
      `${name} is empty on this ticket. OpenCX takes over no emptied value, so the one of the test would stay in the session.`,
    );
  if (name === PIPELINE) return refused('A ticket changes its pipeline only together with its stage.');
  if (name === STAGE) return otherStage(now, stages);
  switch (type) {
    case 'string':
      return held.length > LONGEST
        ? refused(
            `${name} holds a text of ${held.length} characters, too long to be told and put back by hand if need be.`,
          )
        : { value: `${held} (${mark})` };
    case 'number':
      return nextNumber(name, now);
    case 'enumeration':
    case 'bool':
      return otherOption(property, now);
    default:
      return refused(
        `${name} is of the type ${type ?? 'that HubSpot does not name'}; a live test changes texts, numbers and choices.`,
      );
  }
}

/** To leave a closed stage takes the date of closing away, which nothing brings back. */
function otherStage({ held, inSession }: Now, stages: readonly PipelineStage[]): Choice {
  const own = stages.find(({ id }) => id === held);
  if (own === undefined)
    return refused(`The ticket stands in a stage that no pipeline has any more (${held}).`);
  if (!isOpen(own)) {
    return refused(
      'The ticket is closed: to open it takes away the time at which it was closed, and nothing brings that back.',
    );
  }
  const others = stages.filter(
    (stage) => stage.pipelineId === own.pipelineId && stage.id !== held && isOpen(stage),
  );
  const ids = others.map(({ id }) => id);
  return unlikeSession(ids, inSession, 'The pipeline of the ticket has no other open stage');
}

/** What could not be read of a stage may be that it is closed. */
function isOpen({ closed, unreadable = [] }: PipelineStage): boolean {
  return !closed && unreadable.length === 0;
}

/** HubSpot refuses an option that it does not have, so one that is gone could not be put back. */
function otherOption({ name, options }: TicketProperty, { held, inSession }: Now): Choice {
  const values = new Set(options.map(({ value }) => value));
  if (!held.split(';').every((one) => values.has(one)))
    return refused(
      `${name} holds a value that is not among its options any more, so it could not be put back.`,
    );
  const others = options.filter(({ value, hidden }) => !hidden && value !== held).map(({ value }) => value);
  return unlikeSession(others, inSession, `${name} has no other option`);
}

function unlikeSession(values: readonly string[], inSession: string | undefined, none: string): Choice {
  const value = values.find((each) => each !== inSession);
  if (value !== undefined) return { value };
  return refused(
    values.length === 0
      ? `${none}.`
      : `${none} than the one that the session in OpenCX holds already, so nobody could see whether it arrived.`,
  );
}

function nextNumber(name: string, { held, inSession }: Now): Choice {
  const above = Number(held) + 1;
  const next = String(above) === inSession ? above + 1 : above;
  return Number.isSafeInteger(Number(held)) && String(Number(held)) === held && Number.isSafeInteger(next)
    ? { value: String(next) }
    : refused(`${name} holds a number that could not be put back as it is.`);
}
