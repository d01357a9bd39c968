import assert from 'node:assert/strict';
import { askedHost } from '../../../host/hosts/asked-host.ts';
import { proxyVariable } from '../../../host/hosts/proxy.ts';
import { parseRequestUrl } from '../../../src/golang/url-request.ts';

const CASES: readonly [environment: string, url: string, variable: string | undefined][] = [
  ['', 'https://a.example/', undefined],
  ['HTTPS_PROXY=p', 'https://a.example/', 'HTTPS_PROXY'],
  ['HTTPS_PROXY=p', 'http://a.example/', undefined],
  ['http_proxy=p', 'http://a.example/', 'http_proxy'],
  ['all_proxy=p', 'https://a.example/', 'all_proxy'],
  ['HTTPS_PROXY=', 'https://a.example/', undefined],
  ['HTTPS_PROXY=p NO_PROXY=*', 'https://a.example/', undefined],
  ['HTTPS_PROXY=p NO_PROXY=b.example,a.example', 'https://a.example/', undefined],
  ['HTTPS_PROXY=p no_proxy=.example', 'https://a.example:8080/', undefined],
  ['HTTPS_PROXY=p NO_PROXY=xample', 'https://a.example/', 'HTTPS_PROXY'],
];

describe('proxies of the environment', () => {
  for (const [text, url, variable] of CASES) {
    it(`${text || 'nothing set'}, ${url}: ${variable ?? 'none'}`, () => {
      const environment = Object.fromEntries(
        text.split(' ').map((setting) => setting.split('=') as [string, string]),
      );
      const parsed = parseRequestUrl(url);
      assert.ok(parsed.ok);
      assert.equal(proxyVariable(environment, parsed.url.scheme, askedHost(parsed.url)), variable);
    });
  }
});
