import { describe, expect, it } from 'vitest';
import { proxyOf } from '../../src/config/proxy.ts';

const PROXY = 'http://proxy.example.test:3128';
const SOCKS = 'socks5://proxy.example.test:1080';

describe('the proxy variables', () => {
  it.each<[Record<string, string>, object]>([
    [{}, {}],
    [{ HTTPS_PROXY: '' }, {}],
    [{ HTTPS_PROXY: PROXY }, { https: { address: PROXY, variable: 'HTTPS_PROXY' } }],
    [{ https_proxy: PROXY, HTTPS_PROXY: SOCKS }, { https: { address: PROXY, variable: 'https_proxy' } }],
    [{ HTTP_PROXY: 'proxy.example.test:3128' }, { http: { address: PROXY, variable: 'HTTP_PROXY' } }],
    [
      { ALL_PROXY: SOCKS, NO_PROXY: 'a.test' },
      {
        http: { address: SOCKS, variable: 'ALL_PROXY' },
        https: { address: SOCKS, variable: 'ALL_PROXY' },
        no: 'a.test',
      },
    ],
    [
      { all_proxy: SOCKS, HTTPS_PROXY: PROXY },
      { http: { address: SOCKS, variable: 'all_proxy' }, https: { address: PROXY, variable: 'HTTPS_PROXY' } },
    ],
    [
      { HTTPS_PROXY: 'socks5h://proxy.example.test:1080' },
      { https: { address: SOCKS, variable: 'HTTPS_PROXY' } },
    ],
  ])('%j are read', (env, settings) => {
    expect(proxyOf(env)).toEqual(settings);
  });

  it.each(['socks4://proxy.example.test:1080', 'ftp://proxy.example.test', 'http://', '://'])(
    '%j is named as none that can be used',
    (address) => {
      expect(() => proxyOf({ ALL_PROXY: address })).toThrow('ALL_PROXY is not the address of a proxy');
    },
  );
});
