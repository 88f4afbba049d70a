import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Registry } from '../../../src/logs/analysis/registry.ts';
import { foldRoute } from '../../../src/logs/analysis/routes.ts';
import { createTallyData } from '../../../src/logs/analysis/tally-data.ts';
import { emails, secrets } from './secrets.ts';

const UUID = '3f2b1c9e-1111-4222-8333-123456789abc';

describe('a route', () => {
  it.each([
    ['/crm/v3/owners/7001', '/crm/v3/owners/{id}'],
    ['/crm/owners/v3/A-7001', '/crm/owners/v3/A-{id}'],
    ['/crm/owners/2026-09-beta/A-7001?archived=false', '/crm/owners/2026-09-beta/A-{id}'],
    [
      'https://api.hubapi.com/crm/v3/objects/tickets/5?associations=contacts#x',
      '/crm/v3/objects/tickets/{id}',
    ],
    ['api.hubapi.com:443/crm/v3/objects/tickets', '/crm/v3/objects/tickets'],
    ['//api.hubapi.com/crm/v3/objects/tickets', '/crm/v3/objects/tickets'],
    ['//crm///v3/owners//', '/crm/v3/owners'],
    ['crm/v3/owners HTTP/1.1', '/crm/v3/owners'],
    ['https://api.hubapi.com', '/'],
    ['/conversations/v3/conversations/actors/V-101', '/conversations/v3/conversations/actors/V-{id}'],
    ['/conversations/v3/conversations/actors/S-hubspot', '/conversations/v3/conversations/actors/S-{id}'],
    [
      '/conversations/v3/conversations/actors/E-jo@example.test',
      '/conversations/v3/conversations/actors/E-{id}',
    ],
    [`/threads/1/messages/${UUID}`, '/threads/{id}/messages/{uuid}'],
    ['/crm/v3/objects/contacts/jo@example.test', '/crm/v3/objects/contacts/{email}'],
    ['/crm/v3/objects/contacts/jo%40example.test', '/crm/v3/objects/contacts/{email}'],
    ['/crm/v3/objects/contacts/jo%2540example.test', '/crm/v3/objects/contacts/{email}'],
    ['/crm/v3/objects/contacts/jo-doe?idProperty=login', '/crm/v3/objects/contacts/{value}'],
    ['/crm/objects/2026-09/contacts/jodoe', '/crm/objects/2026-09/contacts/{value}'],
    ['/crm/objects/2026-09/contacts', '/crm/objects/2026-09/contacts'],
    ['/crm/v3/objects/contacts/batch/read', '/crm/v3/objects/contacts/batch/read'],
    ['/crm/v3/objects/contacts/search', '/crm/v3/objects/contacts/search'],
    ['/crm/v4/objects/contacts/7/associations/tickets', '/crm/v4/objects/contacts/{id}/associations/tickets'],
    ['/crm/v3/objects/%37%37', '/crm/v3/objects/{id}'],
    ['/crm/v3/objects/%zz', '/crm/v3/objects/{value}'],
    ['/crm/v3/objects/0-5/1', '/crm/v3/objects/0-5/{id}'],
    ['/crm/v3/objects/2-9876543/1', '/crm/v3/objects/2-{id}/{id}'],
    ['/oauth/v1/access-tokens/CJ4h9s8d7f6g5h4j3k2l', '/oauth/v1/access-tokens/{token}'],
    ['/oauth/v1/access-tokens/deadbeefdeadbeef', '/oauth/v1/access-tokens/{token}'],
    ['/companies/v2/domains/customer.example.test', '/companies/v2/domains/{value}'],
    ['/contacts/v1/contact/createOrUpdate/12', '/contacts/v1/contact/{value}/{id}'],
    ['/call/+4915112345678', '/call/{value}'],
    [`/${'a/'.repeat(20)}`, `${'/a'.repeat(16)}/{rest}`],
    ['', '(no path)'],
    [undefined, '(no path)'],
  ])('folds %s', (path, folded) => {
    expect(foldRoute(undefined, path)).toBe(folded);
    expect(foldRoute('GET', path)).toBe(`GET ${folded}`);
  });

  it('begins with a method that HTTP knows, or with none', () => {
    expect(foldRoute('PATCH', '/crm/v3/owners')).toBe('PATCH /crm/v3/owners');
    expect(foldRoute('pat-na1-00000000', '/crm/v3/owners')).toBe('/crm/v3/owners');
  });

  const anyPath = fc.oneof(
    fc.string(),
    fc.webPath(),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc
      .array(
        fc.oneof(fc.constantFrom('crm', 'v3', 'A-12', '77', 'a%2Fb', '0-1', '{id}', '2026-03'), fc.string()),
        {
          maxLength: 20,
        },
      )
      .map((segments) => `/${segments.join('/')}`),
  );

  it('is the same when it is folded again, so that folded numbers may be kept from it', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        const folded = foldRoute(undefined, path);
        if (folded !== '(no path)') expect(foldRoute(undefined, folded)).toBe(folded);
      }),
    );
  });

  it('is made of words, versions and placeholders', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        for (const segment of foldRoute(undefined, path).split('/').slice(1)) {
          expect(segment).toMatch(
            /^(?:|[a-z][a-z0-9_-]{0,39}|\d{4}-\d\d(?:-beta)?|0-\d{1,3}|(?:[A-Z]-|2-)?\{[a-z]+\})$/,
          );
        }
      }),
    );
  });

  it('lets no token and no address through, wherever it stands in the path', () => {
    const filled = fc.tuple(
      fc.array(fc.constantFrom('crm', 'v3', 'tokens', '12')),
      fc.oneof(secrets, emails),
      fc.boolean(),
    );
    fc.assert(
      fc.property(
        filled,
        fc.constantFrom('', 'https://api.hubapi.com', 'api.hubapi.com'),
        ([words, secret, last], host) => {
          const spelt = [secret, encodeURIComponent(secret), encodeURIComponent(encodeURIComponent(secret))];
          for (const each of spelt) {
            const segments = last ? [...words, each] : [each, ...words];
            const folded = foldRoute('GET', `${host}/${segments.join('/')}`);
            for (const leak of spelt) expect(folded).not.toContain(leak);
          }
        },
      ),
    );
  });
});

describe('paths that were seen before', () => {
  it('are folded as if they were new', () => {
    const known = new Registry(createTallyData());
    const numbers = fc.constantFrom(
      '1',
      '22',
      'A-3',
      'V-44',
      'X-',
      '0-5',
      '2-77',
      '2026-03',
      'step-2',
      '7a',
      '{id}',
      'A-{id}',
    );
    const path = fc.array(fc.oneof(numbers, fc.constantFrom('crm', 'v3', 'owners', '')), { maxLength: 5 });
    fc.assert(
      fc.property(
        fc.constantFrom('GET', 'POST', undefined),
        path,
        fc.constantFrom('', '?after=7'),
        (method, segments, query) => {
          const logged = `/${segments.join('/')}${query}`;
          expect(known.routeOf(method, logged).name).toBe(foldRoute(method, logged));
        },
      ),
    );
  });

  it('keep the tally that they were given', () => {
    const known = new Registry(createTallyData());
    expect(known.routeOf('GET', '/crm/v3/owners/1')).toBe(
      known.routeOf('GET', '/crm/v3/owners/2?archived=true'),
    );
    expect(known.routeOf('GET', '/crm/v3/owners/1')).not.toBe(known.routeOf('POST', '/crm/v3/owners/1'));
  });
});

it('knows an id that was encoded three times, and reads no deeper', () => {
  const encoded = (times: number): string =>
    times === 0 ? '57' : times === 1 ? '%35%37' : encodeURIComponent(encoded(times - 1));
  for (const times of [0, 1, 2, 3])
    expect(foldRoute('GET', `/crm/v3/objects/tickets/${encoded(times)}`)).toBe(
      'GET /crm/v3/objects/tickets/{id}',
    );
  expect(foldRoute('GET', `/crm/v3/objects/tickets/${encoded(4)}`)).toBe(
    'GET /crm/v3/objects/tickets/{value}',
  );
});
