import { setTimeout as delay } from 'node:timers/promises';
import type { World } from '../../../../checks/shared/probe.ts';
import { type TokenIdentity, tokenIdentity } from '../../../engine/identity.ts';
import { UsageError } from '../../../files/usage-error.ts';
import type { CallRecord } from '../../../wire/call-record.ts';
import { type Access, type ConnectOptions, connect } from '../../connect.ts';
import type { RunSettings } from '../../settings.ts';
import { type Moment, planChange, type Wish } from './plan.ts';
import { type PlannedChange, TicketChange } from './ticket-change.ts';

/** A change that is planned and agreed to, over a connection of its own, which no signal breaks off. */
export interface OpenChange {
  change: TicketChange;
  /** Whose token makes it. */
  writer: TokenIdentity;
  calls: readonly CallRecord[];
  close(): Promise<void>;
}

export interface ChangeWish extends Wish {
  /** It was agreed to beforehand. */
  agreed: boolean;
}

/**
 * @param planIn runs the plan where it may read
 * @param agree asks whoever is there
 * @throws UsageError for what is refused, and where nobody agrees
 * @throws EvidenceFailure for what could not be read
 */
export async function openChange(
  wish: ChangeWish,
  moment: Omit<Moment, 'writer'>,
  { settings, connecting }: { settings: RunSettings; connecting: ConnectOptions },
  planIn: (work: (world: World) => Promise<PlannedChange>) => Promise<PlannedChange>,
  agree: (planned: PlannedChange) => Promise<boolean>,
): Promise<OpenChange> {
  const { wire, hubspot, ticketProperties, close } = await connect(accessFor(settings), connecting);
  try {
    const reader = hubspot();
    const tickets = ticketProperties();
    if (!reader || !tickets) throw noToken();
    const writer = await tokenIdentity(reader);
    const planned = await planIn((world) => planChange(wish, world, tickets, { ...moment, writer }));
    if (!wish.agreed && !(await agree(planned)))
      throw new UsageError('Nothing was changed, and no test was made.');
    return { change: new TicketChange(planned, tickets, delay), writer, calls: wire.calls, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** With the token of another app where there is one: OpenCX may leave alone what its own has changed. */
function accessFor({ given, ...settings }: RunSettings): Access {
  const { changeToken: token } = given;
  return { ...settings, given: token ? { token, tokenOrigin: 'environment' } : given };
}

function noToken(): UsageError {
  return new UsageError('What HUBSPOT_CHANGE_TOKEN holds is no HubSpot token, so it was not sent.', {
    hint: 'Set it to the token of an app, which begins with pat-, or leave it out.',
  });
}
