import { describe, expect, it } from 'vitest';
import { type PortalFacts, placesFor } from '../../../checks/shared/places.ts';
import type { Place } from '../../../src/core/cause.ts';
import { CONNECTION_MODES, type ConnectionMode } from '../../../src/core/connection.ts';

const KNOWN = { uiDomain: 'app-eu1.hubspot.com', hubId: 1020304, appId: 2011410 };

function everyPlace(portal: PortalFacts): Place[] {
  const { conversation, ticket, contact, ...others } = placesFor(portal);
  return [
    conversation('4711'),
    ticket('4711'),
    contact('4711'),
    ...Object.values(others).map((place) => place()),
  ];
}

function urls(portal: PortalFacts): string[] {
  return everyPlace(portal).flatMap(({ url }) => url ?? []);
}

describe('placesFor', () => {
  it("builds a legacy app's links on the portal's own host", () => {
    const places = placesFor({ ...KNOWN, mode: 'legacy-app' });
    const app = 'https://app-eu1.hubspot.com/private-apps/1020304/2011410';
    expect(places.appList().url).toBe('https://app-eu1.hubspot.com/legacy-apps/1020304');
    expect(places.app().url).toBe(app);
    expect(places.appAuth().url).toBe(`${app}/auth`);
    expect(places.appScopes().url).toBe(`${app}/edit`);
    expect(places.appWebhooks().url).toBe(`${app}/webhooks`);
    expect(places.appDeliveries().url).toBe(app);
  });

  it('links records by their ids', () => {
    const places = placesFor({ ...KNOWN, mode: 'legacy-app' });
    expect(places.conversation('8243595013').url).toBe(
      'https://app-eu1.hubspot.com/live-messages/1020304/inbox/8243595013',
    );
    expect(places.ticket('57774743').url).toBe(
      'https://app-eu1.hubspot.com/contacts/1020304/record/0-5/57774743',
    );
    expect(places.contact('1401').url).toBe('https://app-eu1.hubspot.com/contacts/1020304/record/0-1/1401');
    expect(places.users().url).toBe('https://app-eu1.hubspot.com/settings/1020304/users');
  });

  it('names the files of a project app, and links its overview', () => {
    const places = placesFor({ ...KNOWN, mode: 'project-app' });
    expect(places.appScopes().where).toContain('src/app/app-hsmeta.json');
    expect(places.appWebhooks().where).toContain('src/app/webhooks/webhooks-hsmeta.json');
    expect(places.appAuth().url).toBe('https://app-eu1.hubspot.com/developer-overview/1020304');
    expect(places.appDeliveries().url).toBe('https://app-eu1.hubspot.com/developer-overview/1020304');
  });

  it.each(['service-key', 'oauth'] as const)('links no app pages for %s, which has none', (mode) => {
    const places = placesFor({ ...KNOWN, mode });
    const pages = [places.app(), places.appAuth(), places.appScopes()];
    for (const page of [...pages, places.appWebhooks(), places.appDeliveries()])
      expect(page.url).toBeUndefined();
  });

  it("words its menus as HubSpot's documentation does, with OpenCX's words beside them", () => {
    const where = (mode: ConnectionMode) => {
      const { appList, appWebhooks, appDeliveries, appAuth } = placesFor({ ...KNOWN, mode });
      return [appList(), appWebhooks(), appDeliveries(), appAuth()].map((place) => place.where);
    };
    for (const each of where('legacy-app')) {
      expect(each).toMatch(/^HubSpot: Development -> Legacy apps/);
      expect(each).toContain("(OpenCX's page: Settings -> Development -> Legacy Apps");
    }
    expect(where('legacy-app')[2]).toContain('the app -> Logs -> Webhooks (');
    expect(where('project-app')[0]).toBe('HubSpot: Development -> Projects');
    expect(where('project-app')[2]).toBe('HubSpot: Development -> Monitoring -> the app -> Webhooks');
    expect(where('service-key')[0]).toBe('HubSpot: Development -> Keys -> Service keys');
  });

  it('names the file of a project that was given', () => {
    const places = placesFor({ ...KNOWN, mode: 'project-app', webhookFile: 'app/hooks\u001b[31m.json' });
    expect(places.appWebhooks().where).toBe('The project: app/hooks [31m.json');
  });

  it('leads to the connected apps of HubSpot where OpenCX is one of them', () => {
    const { url } = placesFor({ ...KNOWN, mode: 'oauth' }).appList();
    expect(url).toBe('https://app-eu1.hubspot.com/integrations-settings/1020304/installed');
  });

  it('links no page of an app whose id is not known, and still the pages of the portal', () => {
    const places = placesFor({ uiDomain: 'app.hubspot.com', hubId: 7, mode: 'legacy-app' });
    expect(places.appWebhooks().url).toBeUndefined();
    expect(places.appList().url).toBe('https://app.hubspot.com/legacy-apps/7');
  });

  it.each([
    'evil.example.test',
    'app.hubspot.com.evil.example.test',
    'evilapp.hubspot.com',
    'app.hubspot.com/x',
    'app.hubspot.com@evil.example.test',
    'app.hubspot.com:8443',
    'app-eu1.hubspot.com\n',
    'knowledge.hubspot.com',
    '',
  ])('gives no HubSpot link for the host %j, which is no HubSpot screen', (uiDomain) => {
    for (const mode of CONNECTION_MODES) {
      expect(urls({ ...KNOWN, uiDomain, mode })).toEqual(['https://platform.open.cx/settings/access']);
    }
  });

  it.each([0, -1, 1.5, Number.NaN])('gives no HubSpot link for the portal id %d', (hubId) => {
    expect(urls({ ...KNOWN, hubId, mode: 'legacy-app' })).toEqual([
      'https://platform.open.cx/settings/access',
    ]);
  });

  it.each(['../../settings', '12?x=1', ' 12', ''])('does not put %j into a link as an id', (id) => {
    const places = placesFor({ ...KNOWN, mode: 'legacy-app' });
    expect(places.conversation(id).url).toBeUndefined();
    expect(places.ticket(id).url).toBeUndefined();
  });

  it('names every place in words, whatever is known', () => {
    for (const mode of CONNECTION_MODES) {
      for (const { where } of [...everyPlace({ mode }), ...everyPlace({ ...KNOWN, mode })]) {
        expect(where.length).toBeGreaterThan(8);
      }
    }
  });
});
