/** What a live test sets a property to: something else than it holds, of the kind that it takes, and to be put back. */
import type { PipelineStage } from '../../../core/hubspot/records.ts';
import type { TicketProperty } from '../../../core/hubspot/ticket-property.ts';
import { STAGE } from '../script.ts';

const PIPELINE = 'hs_pipeline';

/** The value; or in one sentence why the property is left alone. */
export type Choice = { value: string } | { refused: string };

const refused = (sentence: string): Choice => ({ refused: sentence });

/** Characters of a text that can still be told on a line. */
const LONGEST = 500;

/**
 * @param held what it holds now
 * @param stages of all pipelines; a ticket moves within its own
 */
export function chosenValue(
  property: TicketProperty,
  held: string,
  mark: string,
  stages: readonly PipelineStage[],
): Choice {
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
  if (name === STAGE) return otherStage(held, stages);
  switch (type) {
    case 'string':
      return held.length > LONGEST
        ? refused(
            `${name} holds a text of ${held.length} characters, too long to be told and put back by hand if need be.`,
          )
        : { value: `${held} (${mark})` };
    case 'number':
      return nextNumber(name, held);
    case 'enumeration':
    case 'bool':
      return otherOption(property, held);
    default:
      return refused(
        `${name} is of the type ${type ?? 'that HubSpot does not name'}; a live test changes texts, numbers and choices.`,
      );
  }
}

/** To leave a closed stage takes the date of closing away, which nothing brings back. */
function otherStage(held: string, stages: readonly PipelineStage[]): Choice {
  const own = stages.find(({ id }) => id === held);
  if (own === undefined)
    return refused(`The ticket stands in a stage that no pipeline has any more (${held}).`);
  if (!isOpen(own)) {
    return refused(
      'The ticket is closed: to open it takes away the time at which it was closed, and nothing brings that back.',
    );
  }
  const other = stages.find(
    (stage) => stage.pipelineId === own.pipelineId && stage.id !== held && isOpen(stage),
  );
  return other ? { value: other.id } : refused('The pipeline of the ticket has no other open stage.');
}

/** What could not be read of a stage may be that it is closed. */
function isOpen({ closed, unreadable = [] }: PipelineStage): boolean {
  return !closed && unreadable.length === 0;
}

/** HubSpot refuses an option that it does not have, so one that is gone could not be put back. */
function otherOption({ name, options }: TicketProperty, held: string): Choice {
  const values = new Set(options.map(({ value }) => value));
  if (!held.split(';').every((one) => values.has(one)))
    return refused(
      `${name} holds a value that is not among its options any more, so it could not be put back.`,
    );
  const other = options.find(({ value, hidden }) => !hidden && value !== held);
  return other ? { value: other.value } : refused(`${name} has no other option.`);
}

function nextNumber(name: string, held: string): Choice {
  const next = Number(held) + 1;
  return Number.isSafeInteger(Number(held)) && String(Number(held)) === held && Number.isSafeInteger(next)
    ? { value: String(next) }
    : refused(`${name} holds a number that could not be put back as it is.`);
}
