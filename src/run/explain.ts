/** Applies the engine's rules to a conversation, a saved delivery or a journal, without running anything: `explain`. */
import type { Flags } from '../config/flags.ts';
import { proxyOf } from '../config/proxy.ts';
import { EvidenceFailure } from '../core/evidence.ts';
import { type LinkedPortal, variableFor } from '../core/given.ts';
import { explainDelivery, explainJournal, explainThread } from '../engine/explain/explain.ts';
import type { ExplainedEvent } from '../engine/explain/explanation.ts';
import { type TokenIdentity, tokenIdentity } from '../engine/identity.ts';
import { withJournal } from '../engine/journal/place.ts';
import { engineSettings, type StatedSettings } from '../engine/stated-settings.ts';
import { UsageError } from '../files/usage-error.ts';
import { guardedReader } from '../hubspot/guarded-reader.ts';
import { createRedactor, type Redactor } from '../redact/redactor.ts';
import { connect } from './connect.ts';
import { journalFor } from './journal-place.ts';
import { openSavedDeliveries } from './saved-deliveries.ts';
import { loadSettings, type RunSettings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';

/** What to explain; a journal goes before an event, and an event before the conversation of `flags.thread`. */
export interface ExplainRequest extends StatedSettings {
  /** What is given on top of the environment and the configuration file. */
  flags: Flags;
  /** Only this message of the conversation. */
  message?: string;
  /** File with a saved webhook body; `-` is standard input. */
  event?: string;
  /** An engine's journal: a file, or the address of a database. */
  journal?: string;
  /** Only this event of the journal. */
  id?: number;
  /** Milliseconds for one request. */
  timeoutMs: number;
}

/** Events, and as sentences what a delivery held beside them and why HubSpot could not be read. */
interface Explained {
  events: ExplainedEvent[];
  leftOut?: string;
  failure?: string;
  /** HubSpot was asked and did not give it: whose fault that is, a diagnosis tells. */
  refused?: true;
}

export interface ExplainResult extends Explained {
  /** Knows every secret of the run. */
  redactor: Redactor;
}

/** @throws UsageError for what cannot be read, and for a conversation without a token to read it with */
export async function explain(
  request: ExplainRequest,
  { redactor = createRedactor([]), ...surroundings }: Surroundings,
): Promise<ExplainResult> {
  const around = { ...surroundings, redactor };
  const settings = await loadSettings({ ...around, flags: request.flags });
  const { journal } = request;
  const explained =
    journal === undefined
      ? await explainLive(request, settings, around)
      : { events: await explainJournalled(journalFor(journal, around), request, settings) };
  return { ...explained, events: redactor.redactIn(explained.events), redactor };
}

function explainJournalled(
  place: string,
  { id }: ExplainRequest,
  { given: { threadId } }: RunSettings,
): Promise<ExplainedEvent[]> {
  return withJournal(place, { readOnly: true }, async (journal) => {
    const found = await explainJournal(journal, {
      ...(threadId && { thread: threadId }),
      ...(id && { ids: [id] }),
    });
    if (id === undefined || found.length > 0) return found;
    throw new UsageError(`The journal has no event ${id}${threadId ? ` in conversation ${threadId}` : ''}.`, {
      hint: 'List them with `engine journal`.',
    });
  });
}

async function explainLive(
  request: ExplainRequest,
  settings: RunSettings,
  around: Surroundings,
): Promise<Explained> {
  const { event, message, timeoutMs } = request;
  const { threadId = '', portalId } = settings.given;
  const { hubspot, close } = await connect(settings, { timeoutMs, proxy: proxyOf(around.env) });
  try {
    const plain = hubspot();
    const reader = plain && guardedReader(plain);
    const token: TokenIdentity = reader ? await tokenIdentity(reader) : {};
    const rules = engineSettings(request, settings.given, token);
    if (event) {
      const { events, leftOut } = await openSavedDeliveries(event, around);
      return { events: await explainDelivery(events, rules, reader), ...(leftOut && { leftOut }) };
    }
    if (!reader) {
      throw new UsageError(
        'A conversation is read from HubSpot, and there is no usable token to read it with.',
        { hint: `Give it with ${variableFor('tokenVariable', settings.given)} or --token-file.` },
      );
    }
    const elsewhere = sayElsewhere(settings.given.linked, token);
    if (elsewhere !== undefined) return { events: [], failure: elsewhere };
    const portal = { ...(portalId && { portalId }), ...token };
    return { events: await explainThread(reader, threadId, rules, portal, message) };
  } catch (error) {
    if (!(error instanceof EvidenceFailure)) throw error;
    // What is not there, the sentence itself names.
    const refused = error.error.status !== 404;
    return { events: [], failure: error.message, ...(refused && { refused }) };
  } finally {
    await close();
  }
}

/** Of another portal nothing is found with this token, and nothing is said by that. */
function sayElsewhere(linked: LinkedPortal | undefined, { portalId }: TokenIdentity): string | undefined {
  if (linked === undefined || portalId === undefined || linked.portalId === portalId) return undefined;
  return `The link leads to portal ${linked.portalId}, and the token belongs to portal ${portalId}. Take a token of portal ${linked.portalId}, or a conversation of portal ${portalId}.`;
}
