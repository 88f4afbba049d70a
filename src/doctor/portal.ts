import type { EvidenceSet } from '../../checks/facts.ts';
import { peek } from '../../checks/shared/got.ts';
import type { PortalFacts } from '../../checks/shared/places.ts';
import { asOneConfig } from '../../checks/webhooks/configuration.ts';
import { projectFiles } from '../../checks/webhooks/in-file.ts';
import type { ConnectionMode } from '../core/connection.ts';
import { screensHost } from '../core/hubspot/screens.ts';
import type { WrittenWebhooks } from '../core/hubspot/webhook-forms.ts';
import type { Report } from '../core/report.ts';

/** What of the account is known. */
export function portalOf(evidence: EvidenceSet): Report['portal'] {
  const introspection = peek(evidence, 'token.introspection');
  const account = peek(evidence, 'account.details');
  const hubId = introspection?.hubId ?? account?.portalId;
  return {
    ...(hubId !== undefined && { hubId }),
    ...(introspection?.appId !== undefined && { appId: introspection.appId }),
    ...(account?.uiDomain && { uiDomain: account.uiDomain }),
    ...(account?.region && { region: account.region }),
  };
}

/**
 * What links are built from. Where HubSpot does not answer, the portal that the user named and the region in the
 * token's prefix still lead to the right screens.
 */
export function linkFacts(evidence: EvidenceSet, mode: ConnectionMode): PortalFacts {
  const { uiDomain, hubId, appId } = portalOf(evidence);
  const region = peek(evidence, 'token.form')?.region;
  const host = uiDomain ?? (region && screensHost(region));
  const portal = hubId ?? peek(evidence, 'portal.expected');
  const [webhookFile] = projectFiles(writtenWebhooks(evidence));
  const project = peek(evidence, 'project.found');
  return {
    mode,
    ...(host && { uiDomain: host }),
    ...(portal !== undefined && { hubId: portal }),
    ...(appId !== undefined && { appId }),
    ...(webhookFile !== undefined && { webhookFile }),
    ...(project && {
      project: { name: project.name, ...(project.portalId !== undefined && { portalId: project.portalId }) },
    }),
  };
}

/** What is deployed says where it stands, or else the files that were given do. */
export function writtenWebhooks(evidence: EvidenceSet): WrittenWebhooks | undefined {
  const deployed = peek(evidence, 'project.sources');
  if (deployed?.buildId !== undefined) return asOneConfig([deployed.webhooks]).written;
  return peek(evidence, 'webhooks.file')?.written;
}
