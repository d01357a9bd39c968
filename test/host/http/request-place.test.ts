import assert from 'node:assert/strict';
import { endpointOf, shownHost } from '../../../host/http/request-place.ts';
import { parseRequestUrl } from '../../../src/golang/url-request.ts';

function urlOf(text: string) {
  const parsed = parseRequestUrl(text);
  assert.ok(parsed.ok, text);
  return parsed.url;
}

describe('the place of a request', () => {
  // As Go 1.26.8 connects; what stands for no address in particular is this machine.
  const table: readonly (readonly [url: string, tls: boolean, host: string, port: number])[] = [
    ['http://example.com/', false, 'example.com', 80],
    ['https://example.com/', true, 'example.com', 443],
    ['https://example.com:8443/', true, 'example.com', 8443],
    ['http://example.com:/', false, 'example.com', 80],
    ['http://example.com:0/', false, 'example.com', 0],
    ['http://example.com:65535/', false, 'example.com', 65535],
    ['http://EXAMPLE.com./', false, 'EXAMPLE.com.', 80],
    ['http://:81/', false, '127.0.0.1', 81],
    ['http://0.0.0.0/', false, '127.0.0.1', 80],
    ['http://[::]:81/', false, '127.0.0.1', 81],
    ['http://10.0.0.1/', false, '10.0.0.1', 80],
    ['http://[::1]:81/', false, '::1', 81],
    ['http://bücher.example/', false, 'xn--bcher-kva.example', 80],
    ['http://BÜCHER.example/', false, 'xn--bcher-kva.example', 80],
    ['http://ＥＸample.com/', false, 'example.com', 80],
    ['http://1a.2b/', false, '1a.2b', 80],
    ['http://a1/', false, 'a1', 80],
    ['http://1.2.3.4.5x/', false, '1.2.3.4.5x', 80],
    ['http://0xg/', false, '0xg', 80],
    ['http://0x1.x/', false, '0x1.x', 80],
  ];
  for (const [url, tls, host, port] of table) {
    it(`of ${url}`, () => assert.deepEqual(endpointOf(urlOf(url)), { tls, host, port }));
  }

  for (const [url, message] of [
    ['http://h:65536/', '"65536" is not a port; a port is a number up to 65535'],
    ['http://a_b-.example/', 'no such host: "a_b-.example"'],
    // The C library would take these for addresses, and look no name up.
    ['http://1/', 'no such host: "1"'],
    ['http://12/', 'no such host: "12"'],
    ['http://127.1/', 'no such host: "127.1"'],
    ['http://1.22.33/', 'no such host: "1.22.33"'],
    ['http://256.256.256.256/', 'no such host: "256.256.256.256"'],
    ['http://1.2.3.4.5/', 'no such host: "1.2.3.4.5"'],
    ['http://0x/', 'no such host: "0x"'],
    ['http://0x7f.0xFF/', 'no such host: "0x7f.0xFF"'],
    ['http://0X7F000001/', 'no such host: "0X7F000001"'],
    ['http://017700000001/', 'no such host: "017700000001"'],
    ['http://１２７.1/', 'no such host: "１２７.1"'],
  ] as const) {
    it(`of ${url} there is none`, () => {
      assert.throws(() => endpointOf(urlOf(url)), { message });
    });
  }

  for (const [url, shown] of [
    ['http://example.com/', 'example.com'],
    ['http://example.com:80/', 'example.com:80'],
    ['http://[fe80::1%25e]/', '[fe80::1]'],
    ['http://:81/', ':81'],
  ] as const) {
    it(`is called ${shown} for ${url}`, () => assert.equal(shownHost(urlOf(url)), shown));
  }
});
