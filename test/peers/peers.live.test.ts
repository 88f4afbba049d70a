/**
 * Programs that nobody here wrote, over the sandbox and over our signatures: HubSpot's own clients of four major
 * versions and its server for agents. They are installed here alone, and with PROOF=1 alone.
 */
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { Secret } from '../../src/core/secret.ts';
import { signV1, signV2, signV3 } from '../../src/engine/signature/sign.ts';
import { verifySignature } from '../../src/engine/signature/verify.ts';
import { receiver, SECRET } from '../sandbox/deliveries/receiver.ts';
import { EMAIL_THREAD, sandboxOf, TOKEN } from '../sandbox/support.ts';
import { PROOF } from '../support/proof.ts';
import { apiClient, installPeers, MCP_SERVER } from './installed.ts';
import { McpSession } from './mcp-session.ts';

const INSTALLING_MS = 300_000;

describe.skipIf(!PROOF)('programs of others', () => {
  beforeAll(installPeers, INSTALLING_MS);

  describe.each([11, 12, 13, 14])('@hubspot/api-client %i', (version) => {
    async function clientOf(portal: string, faults: readonly string[] = [], tries = 0) {
      const { url } = await sandboxOf(portal, undefined, { faults: [...faults] });
      const { Client } = apiClient(version);
      return new Client({ accessToken: TOKEN, basePath: url, numberOfApiCallRetries: tries });
    }

    test('reads owners, a ticket with its contacts, pipelines, a stage and a property', async () => {
      const { crm } = await clientOf('healthy-email');
      const page = await crm.owners.ownersApi.getPage(undefined, undefined, 2);
      expect(page.results.map(({ id }) => id)).toEqual(['90001', '90002']);
      expect(page.results[0]?.createdAt).toBeInstanceOf(Date);
      const ticket = await crm.tickets.basicApi.getById('57774743', undefined, undefined, ['contacts']);
      expect(ticket.associations?.['contacts']?.results[0]?.id).toBe('1401');
      const { results } = await crm.pipelines.pipelinesApi.getAll('tickets');
      expect(results[0]?.stages.map(({ metadata }) => metadata?.['ticketState'])).toContain('CLOSED');
      const stage = await crm.pipelines.pipelineStagesApi.getById('tickets', '0', '4');
      expect(stage.id).toBe('4');
      const property = await crm.properties.coreApi.getByName('tickets', 'hs_pipeline_stage');
      expect(property.options.map(({ value }) => value)).toEqual(['1', '2', '3', '4']);
    });

    test('searches contacts, makes one, and understands that it is there already', async () => {
      const { crm } = await clientOf('healthy-email');
      const search = {
        filterGroups: [
          { filters: [{ propertyName: 'email', operator: 'EQ', value: 'jo.doe@example.test' }] },
        ],
        properties: ['email'],
        limit: 1,
      } as unknown as Parameters<typeof crm.contacts.searchApi.doSearch>[0];
      expect((await crm.contacts.searchApi.doSearch(search)).results[0]?.id).toBe('1401');
      const made = await crm.contacts.basicApi.create({ properties: { email: 'new@example.test' } });
      expect((await crm.contacts.basicApi.getById(made.id)).properties['email']).toBe('new@example.test');
      await expect(
        crm.contacts.basicApi.create({ properties: { email: 'new@example.test' } }),
      ).rejects.toMatchObject({
        code: 409,
        body: { message: `Contact already exists. Existing ID: ${made.id}` },
      });
    });

    test('reads contacts in a batch, some of them missing', async () => {
      const { crm } = await clientOf('healthy-email');
      const read = await crm.contacts.batchApi.read({
        inputs: [{ id: '1401' }, { id: '1' }],
        properties: ['email'],
        propertiesWithHistory: [],
      });
      expect(read.results.map(({ id }) => id)).toEqual(['1401']);
      expect(read).toMatchObject({ numErrors: 1 });
    });

    test('ties a ticket to a contact and takes it off again', async () => {
      const { crm } = await clientOf('ticket-without-contact');
      const { basicApi } = crm.associations.v4;
      const ends = ['tickets', '57774743', 'contacts', '1401'] as const;
      const type = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 16 }];
      await basicApi.create(...ends, type as Parameters<typeof basicApi.create>[4]);
      const page = await basicApi.getPage('tickets', '57774743', 'contacts');
      expect(page.results.map(({ toObjectId }) => String(toObjectId))).toEqual(['1401']);
      await basicApi.archive(...ends);
      expect((await basicApi.getPage('tickets', '57774743', 'contacts')).results).toEqual([]);
    });

    test('understands a missing scope, a limit, and what is not emulated', async () => {
      const without = await clientOf('owners-scope-missing');
      await expect(without.crm.owners.ownersApi.getPage()).rejects.toMatchObject({
        code: 403,
        body: { category: 'MISSING_SCOPES' },
      });
      const limited = await clientOf('healthy-email', ['daily-limit']);
      await expect(limited.crm.owners.ownersApi.getPage()).rejects.toMatchObject({ code: 429 });
      const { crm } = await clientOf('healthy-email');
      await expect(crm.objects.notes.basicApi.getPage()).rejects.toMatchObject({ code: 501 });
    });

    test('tries again over a server that fails once', async () => {
      const { crm } = await clientOf('healthy-email', ['server-error-once'], 2);
      expect((await crm.owners.ownersApi.getPage()).results).toHaveLength(3);
    });

    test('finds our signatures and those of the sandbox valid, and we find its own valid', async () => {
      const { Signature } = apiClient(version);
      const inbox = await receiver();
      const sandbox = await sandboxOf('healthy-email', undefined, { deliverTo: inbox.target });
      await sandbox.repReplies(EMAIL_THREAD, 'Hello; it costs 5 € / "five"');
      await sandbox.settled();
      const [delivery] = inbox.received;
      const body = delivery?.body ?? '';
      const timestamp = Number(delivery?.headers['x-hubspot-request-timestamp']);
      const request = {
        clientSecret: SECRET,
        requestBody: body,
        url: inbox.target.url,
        method: 'POST',
        timestamp,
      };
      const of = (signatureVersion: string, signature: unknown) =>
        Signature.isValid({ ...request, signatureVersion, signature: String(signature) });
      expect(of('v1', delivery?.headers['x-hubspot-signature'])).toBe(true);
      expect(of('v3', delivery?.headers['x-hubspot-signature-v3'])).toBe(true);

      const secret = new Secret(SECRET);
      const parts = { method: 'POST', url: request.url, body };
      expect(of('v1', signV1(secret, body))).toBe(true);
      expect(of('v2', signV2(secret, parts))).toBe(true);
      expect(of('v3', signV3(secret, parts, timestamp))).toBe(true);
      expect(of('v3', signV3(new Secret('another'), parts, timestamp))).toBe(false);

      for (const signatureVersion of ['v1', 'v2', 'v3'] as const) {
        const { signature, headers } = signedBy(Signature, signatureVersion, request);
        expect(signature).not.toBe('');
        const judged = verifySignature({
          method: 'POST',
          urls: [request.url],
          rawBody: Buffer.from(body),
          headers,
          secret,
          now: timestamp,
        });
        expect(judged).toMatchObject({ verdict: 'valid', version: signatureVersion });
      }
    });
  });

  describe('@hubspot/mcp-server', () => {
    async function sessionOf(portal: string): Promise<McpSession> {
      const { url } = await sandboxOf(portal);
      const session = await McpSession.open(MCP_SERVER, {
        PATH: process.env['PATH'] ?? '',
        PRIVATE_APP_ACCESS_TOKEN: TOKEN,
        BASE_URL_OVERRIDE: url,
      });
      onTestFinished(() => session.close());
      return session;
    }

    test.each([
      ['hubspot-get-user-details', {}, '"hubId": 1020304'],
      ['hubspot-list-objects', { objectType: 'tickets', associations: ['contacts'] }, 'Where is my order'],
      [
        'hubspot-search-objects',
        {
          objectType: 'contacts',
          filterGroups: [
            {
              filters: [
                { propertyName: 'createdate', operator: 'BETWEEN', value: '0', highValue: '9999999999999' },
              ],
            },
          ],
        },
        'jo.doe@example.test',
      ],
      [
        'hubspot-batch-read-objects',
        { objectType: 'contacts', inputs: [{ id: '1401' }] },
        'jo.doe@example.test',
      ],
      [
        'hubspot-list-associations',
        { objectType: 'tickets', objectId: '57774743', toObjectType: 'contacts' },
        '"toObjectId": 1401',
      ],
      [
        'hubspot-get-association-definitions',
        { fromObjectType: 'tickets', toObjectType: 'contacts' },
        '"typeId": 16',
      ],
      ['hubspot-list-properties', { objectType: 'tickets' }, 'hs_pipeline_stage'],
      ['hubspot-get-property', { objectType: 'tickets', propertyName: 'hs_pipeline' }, 'Support Pipeline'],
    ])('%s', async (tool, input, found) => {
      const session = await sessionOf('healthy-email');
      expect(await session.toolNames()).toContain(tool);
      const { isError, text } = await session.call(tool, input);
      expect(isError, text).toBe(false);
      expect(text).toContain(found);
    });

    test.each([
      ['hubspot-list-workflows', {}],
      ['hubspot-get-schemas', {}],
    ])('%s is told that the sandbox has it not', async (tool, input) => {
      const session = await sessionOf('healthy-email');
      const { isError, text } = await session.call(tool, input);
      expect(isError).toBe(true);
      expect(text).toContain('The sandbox does not emulate GET');
    });

    test('hands on a missing scope in HubSpot’s words', async () => {
      const session = await sessionOf('scope-missing');
      const { text } = await session.call('hubspot-list-objects', { objectType: 'tickets' });
      expect(text).toContain('MISSING_SCOPES');
    });
  });
});

/** A request's headers, signed by the client's own helper. */
function signedBy(
  { getSignature }: ReturnType<typeof apiClient>['Signature'],
  version: 'v1' | 'v2' | 'v3',
  request: { clientSecret: string; requestBody: string; url: string; method: string; timestamp: number },
): { signature: string; headers: Record<string, string> } {
  const signature = getSignature(request.method, version, { ...request, signature: '' });
  if (version === 'v3') {
    const timestamp = String(request.timestamp);
    return {
      signature,
      headers: { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp },
    };
  }
  return {
    signature,
    headers: { 'x-hubspot-signature': signature, 'x-hubspot-signature-version': version },
  };
}
