import type { EvidenceSet } from '../../../checks/facts.ts';
import type { ConnectionMode } from '../../core/connection.ts';
import { type Given, type NamedVariables, namedVariables } from '../../core/given.ts';
import type { Suppression } from '../../core/suppression.ts';
import type { Disguise } from '../../redact/disguise.ts';
import { mapStrings } from '../../redact/map-strings.ts';
import { redactText } from './redact.ts';

export const BUNDLE_VERSION = 1;

/** What was named to look at, as far as the verdicts depend on it. */
export interface BundleContext extends NamedVariables {
  mode?: ConnectionMode;
  /** Name of the profile, which suppressions may be confined to. */
  profile?: string;
  threadId?: string;
  ticketId?: string;
  sessionId?: string;
  /** In disguise. */
  contact?: string;
  /** HubSpot was asked on the machine itself, where an emulated portal answers. */
  emulated?: true;
}

/** The redacted evidence of one run as a file holds it, with all that it takes to judge it again. */
export interface Bundle {
  bundleVersion: typeof BUNDLE_VERSION;
  tool: { name: string; version: string };
  /** Digest of the checks and causes that the tool held. */
  rules: string;
  /** ISO time, as the next one. */
  savedAt: string;
  startedAt: string;
  durationMs: number;
  selection: { symptom: string | null; checks: string[]; skipped: string[] };
  context: BundleContext;
  /** Failures that were accepted when it was saved. */
  suppressions?: Suppression[];
  evidence: EvidenceSet;
}

export interface BundleParts {
  version: string;
  rules: string;
  selection: {
    symptom: { id: string } | null;
    checks: readonly string[];
    skipped: readonly string[];
  };
  given: Given;
  emulated: boolean;
  profile?: string | undefined;
  suppressions?: readonly Suppression[] | undefined;
  /** The one that the evidence was redacted with. */
  disguise: Disguise;
  /** Epoch milliseconds, as the next two: when the run began, when everything was gathered, when this is saved. */
  startedAt: number;
  gatheredAt: number;
  savedAt: number;
}

/** @param evidence redacted already */
export function makeBundle(evidence: EvidenceSet, parts: BundleParts): Bundle {
  const { selection, given, profile, suppressions, disguise } = parts;
  return {
    bundleVersion: BUNDLE_VERSION,
    tool: { name: 'opencx-hubspot', version: parts.version },
    rules: parts.rules,
    savedAt: new Date(parts.savedAt).toISOString(),
    startedAt: new Date(parts.startedAt).toISOString(),
    durationMs: parts.gatheredAt - parts.startedAt,
    selection: {
      symptom: selection.symptom?.id ?? null,
      checks: [...selection.checks],
      skipped: [...selection.skipped],
    },
    context: { ...contextOf(given, profile, disguise), ...(parts.emulated && { emulated: true }) },
    // A reason is whatever somebody wrote.
    ...(suppressions && {
      suppressions: mapStrings([...suppressions], (text) => redactText(text, disguise)),
    }),
    evidence,
  };
}

function contextOf(given: Given, profile: string | undefined, disguise: Disguise): BundleContext {
  const { mode, threadId, ticketId, sessionId, contactEmail } = given;
  const context: BundleContext = {
    ...namedVariables(given),
    ...(mode && { mode }),
    ...(profile && { profile }),
    ...(threadId && { threadId }),
    ...(ticketId && { ticketId }),
    ...(sessionId && { sessionId }),
    ...(contactEmail && { contact: disguise.email(contactEmail) }),
  };
  // An id is whatever somebody typed.
  return mapStrings(context, (text) => redactText(text, disguise));
}

/** What the run was given, as far as its report depends on it; the answers stand in the evidence. */
export function givenOf({ context }: Bundle): Given {
  const { mode, threadId, ticketId, sessionId, contact } = context;
  return {
    ...namedVariables(context),
    ...(mode && { mode }),
    ...(threadId && { threadId }),
    ...(ticketId && { ticketId }),
    ...(sessionId && { sessionId }),
    ...(contact && { contactEmail: contact }),
    webhookFiles: [],
    answers: {},
    probeWebhook: false,
    offline: true,
  };
}
