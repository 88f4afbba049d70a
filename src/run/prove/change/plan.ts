/** Decides what `--change` may change, before anybody is asked for anything; whatever it cannot put back is refused. */
import type { World } from '../../../../checks/shared/probe.ts';
import { type Given, variableFor } from '../../../core/given.ts';
import type {
  PropertyState,
  TicketProperties,
  TicketProperty,
} from '../../../core/hubspot/ticket-property.ts';
import type { TokenIdentity } from '../../../engine/identity.ts';
import { nearestHint } from '../../../files/nearest.ts';
import { UsageError } from '../../../files/usage-error.ts';
import { holdsAnyMark } from '../mark.ts';
import { chosenValue } from './chosen-value.ts';
import type { PlannedChange } from './ticket-change.ts';

/** What was asked for. */
export interface Wish {
  property: string;
  ticketId: string;
  portalId: number;
}

/**
 * The wish, where ticket and portal are named and OpenCX can be asked what came of it.
 *
 * @throws UsageError
 */
export function wishOf(property: string, given: Given): Wish {
  const { ticketId, portalId, linked, openCxKey } = given;
  if (ticketId === undefined)
    throw refusal('--change changes a ticket, and none was named.', 'Name it with --ticket ID.');
  const named = portalId ?? linked?.portalId;
  if (named === undefined) {
    throw refusal(
      '--change writes to HubSpot, and only in a portal that was named.',
      'Name it with --portal ID, the number in the address of every HubSpot page.',
    );
  }
  if (openCxKey === undefined) {
    throw refusal(
      'What --change changes is looked for in the session of the ticket, and OpenCX shows that only with an API key.',
      `Set ${variableFor('keyVariable', given)}, or leave --change out.`,
    );
  }
  return { property, ticketId, portalId: named };
}

/** HubSpot's time, and that of the test's mark. */
export interface Moment {
  /** Epoch milliseconds, by HubSpot's clock. */
  now: number;
  mark: string;
  /** The longest that another test may hold a value, in milliseconds. */
  testMs: number;
  /** Whose token writes. */
  writer: TokenIdentity;
}

/**
 * @throws UsageError for what is refused
 * @throws EvidenceFailure for what could not be read
 */
export async function planChange(
  { property: name, ticketId, portalId }: Wish,
  world: World,
  tickets: TicketProperties,
  moment: Moment,
): Promise<PlannedChange> {
  expectPortal(portalId, moment.writer.portalId);
  const [definitions, state, ticket, stages] = await Promise.all([
    tickets.defined(),
    tickets.state(ticketId, name),
    world.hubspot().ticket(ticketId),
    world.hubspot().ticketStages(),
  ]);
  if (!state || !ticket)
    throw refusal(`There is no ticket ${ticketId} in portal ${portalId}.`, 'Copy its address from HubSpot.');
  const property = propertyNamed(name, definitions, portalId);
  expectNoOtherTest(property, ticketId, state, moment);
  const sessionId = await sessionOf(ticketId, ticket.createdAt, world);
  const inSession = (await world.opencx().customData(sessionId))?.[name];
  const choice = chosenValue(property, { held: state.value, inSession }, moment.mark, stages);
  if ('refused' in choice) throw refusal(choice.refused, OTHERWISE);
  return { portalId, ticketId, property: name, was: state.value, value: choice.value, sessionId };
}

const OTHERWISE = 'Name another property, or leave --change out and move the ticket of the test by hand.';

function expectPortal(named: number, ofToken: number | undefined): void {
  if (ofToken === named) return;
  if (ofToken === undefined) {
    throw refusal(
      'HubSpot did not say which portal the token belongs to that would make the change, so nothing is changed.',
      'See that HubSpot takes the token in HUBSPOT_CHANGE_TOKEN, or leave --change out.',
    );
  }
  throw refusal(
    `The token that would make the change belongs to portal ${ofToken}, and portal ${named} was named, so nothing is changed.`,
    'Give the token of the portal that is meant, in HUBSPOT_CHANGE_TOKEN where that is set, or name the one of the token.',
  );
}

function propertyNamed(
  name: string,
  definitions: readonly TicketProperty[],
  portalId: number,
): TicketProperty {
  const found = definitions.find((each) => each.name === name);
  if (found) return found;
  const names = definitions.map((each) => each.name);
  throw refusal(
    `Tickets of portal ${portalId} have no property "${name}".`,
    `${nearestHint(name, names)}Its internal name stands in HubSpot under Settings -> Properties -> Ticket properties.`,
  );
}

/** A test that is under way holds a value for some minutes; one that has ended has brought back the one before. */
function expectNoOtherTest(
  { name }: TicketProperty,
  ticketId: string,
  { value, versions }: PropertyState,
  { now, testMs }: Moment,
): void {
  if (holdsAnyMark(value)) {
    throw refusal(
      `${name} of ticket ${ticketId} holds the mark of a live test ("${value}"): another one is under way, or one was broken off.`,
      'Wait until it is over; where none is, set the right value in HubSpot first.',
    );
  }
  const [newest, , before] = versions;
  const ago = newest ? now - Date.parse(newest.at) : Number.POSITIVE_INFINITY;
  if (ago > testMs || newest?.value === before?.value) return;
  throw refusal(
    `${name} of ticket ${ticketId} was changed ${Math.max(0, Math.round(ago / 1000))} s ago: another live test may be under way.`,
    'Try again in some minutes, or name another ticket.',
  );
}

/** Looked for among those that have changed since the ticket was made, as that of a handoff has. */
async function sessionOf(ticketId: string, since: string | undefined, world: World): Promise<string> {
  const from = since ?? new Date(0).toISOString();
  const [{ sessions }, threads] = await Promise.all([
    world.opencx().sessionsSince(from, () => world.mustEnd()),
    world.hubspot().threadsOfTicket(ticketId),
  ]);
  const names = new Set([ticketId, ...threads.map(({ id }) => id)]);
  const own = sessions.find(({ ticketingId }) => ticketingId !== undefined && names.has(ticketingId));
  if (own) return own.id;
  throw refusal(
    `OpenCX shows no session of ticket ${ticketId}, so nobody could see the change arrive.`,
    'Name a ticket that a handoff has made, such as that of the last live test.',
  );
}

function refusal(message: string, hint: string): UsageError {
  return new UsageError(message, { hint });
}
