import { type EvidenceKey, type EvidenceSet, FACTS } from '../../../checks/facts.ts';
import type { KeptNames, Redact, Redaction } from '../../../checks/shared/redaction.ts';
import type { Evidence, Source } from '../../core/evidence.ts';
import type { Disguise } from '../../redact/disguise.ts';
import { aroundStandIns } from '../../redact/disguise.ts';
import { publicFileName } from '../../redact/file-name.ts';
import { mapStrings } from '../../redact/map-strings.ts';
import { SECRET_PATTERNS } from '../../redact/patterns.ts';

/**
 * Evidence without anything that identifies a customer or holds somebody's words: first by what each piece is made
 * of, then by the look of every text that is left. Judged like the evidence that it was made from, it gives the
 * same verdicts.
 */
export function redactEvidence(
  evidence: EvidenceSet,
  disguise: Disguise,
  names: KeptNames = 'none',
): EvidenceSet {
  const session = evidence['conversation.session'];
  const redaction: Redaction = {
    disguise,
    names,
    ...(session?.outcome === 'ok' && { sessionId: session.value.id }),
  };
  return Object.fromEntries(
    Object.entries(evidence).map(([key, item]) => [key, redactItem(key as EvidenceKey, item, redaction)]),
  ) as EvidenceSet;
}

function redactItem(key: EvidenceKey, item: Evidence<unknown>, redaction: Redaction): Evidence<unknown> {
  const rule = FACTS[key].redact as 'stands' | Redact<unknown>;
  const ruled: Evidence<unknown> =
    item.outcome === 'ok' && rule !== 'stands' ? { ...item, value: rule(item.value, redaction) } : item;
  const { disguise } = redaction;
  const from = item.origin !== undefined && { origin: originOf(item.source, item.origin, redaction) };
  return mapStrings({ ...ruled, ...from }, (text) => redactText(text, disguise));
}

/** Of an answer it is who gave it; of files their names, of which the folders are nobody's business. */
function originOf(source: Source, origin: string, { disguise, names }: Redaction): string {
  if (source === 'stated') return names === 'all' ? origin : disguise.person(origin);
  return origin.split(', ').map(publicFileName).join(', ');
}

/** What one pattern takes away can leave a text that another one knows; two passes are enough for all but contrived texts. */
const MOST_PASSES = 8;

/** A text with every address in disguise and whatever else looks secret or personal masked. */
export function redactText(text: string, disguise: Disguise): string {
  let result = text;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const redacted = aroundStandIns(result, (piece) => redactPiece(piece, disguise));
    if (redacted === result) break;
    result = redacted;
  }
  return result;
}

function redactPiece(piece: string, disguise: Disguise): string {
  return SECRET_PATTERNS.reduce(
    (text, { kind, pattern, mask }) =>
      text.replace(pattern, kind === 'email address' ? (match) => disguise.email(plain(match)) : mask),
    piece,
  );
}

function plain(address: string): string {
  return address.replace(/%40/i, '@');
}
