import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  hostAndPort,
  parseRequestUrl,
  type RequestUrl,
  refererText,
  requestTarget,
  resolveReference,
} from '../../src/golang/url-request.ts';
import { assertLinearTime } from '../linear-time.ts';

/** The answers of Go 1.26.8 to a module of language version 1.25; without a target it sees no URL. */
const GO: {
  readonly requests: readonly {
    readonly url: string;
    readonly target?: string;
    readonly host?: string;
    readonly referer?: string;
    readonly user?: string;
    readonly password?: string;
  }[];
  readonly references: readonly {
    readonly base: string;
    readonly reference: string;
    readonly scheme?: string;
    readonly host?: string;
    readonly target?: string;
    readonly user?: boolean;
  }[];
} = JSON.parse(readFileSync(new URL('../vectors/url-request-go.json', import.meta.url), 'utf8'));

describe('what Go’s client asks for', () => {
  for (const { url, target, host, referer, user, password } of GO.requests) {
    it(`of ${JSON.stringify(url)}: ${target ?? 'nothing'}`, () => {
      const parsed = parseRequestUrl(url);
      assert.equal(parsed.ok, target !== undefined);
      if (!parsed.ok) return;
      assert.equal(requestTarget(parsed.url), target);
      assert.equal(parsed.url.host, host);
      assert.equal(refererText(parsed.url), referer);
      assert.deepEqual(parsed.url.user, user === undefined ? undefined : { name: user, password });
    });
  }

  for (const { base, reference, scheme, host, target, user } of GO.references) {
    it(`${JSON.stringify(reference)} leads from ${base} to ${target ?? 'nowhere'}`, () => {
      const resolved = resolveReference(urlOf(base), reference);
      assert.equal(resolved.ok, target !== undefined);
      if (!resolved.ok) return;
      assert.equal(requestTarget(resolved.url), target);
      assert.deepEqual(
        [resolved.url.scheme, resolved.url.host, resolved.url.user !== undefined],
        [scheme, host, user],
      );
    });
  }

  for (const [host, name, port] of [
    ['h', 'h', ''],
    ['h:80', 'h', '80'],
    ['h:', 'h', ''],
    [':80', '', '80'],
    ['[::1]', '::1', ''],
    ['[::1]:80', '::1', '80'],
    ['[fe80::1%eth0]:', 'fe80::1%eth0', ''],
    ['h:1:2', 'h:1', '2'],
  ] as const) {
    it(`${host} is ${JSON.stringify(name)} at port ${JSON.stringify(port)}`, () => {
      assert.deepEqual(hostAndPort(host), { name, port });
    });
  }

  for (const piece of ['/', '/.', '/..', '/a/..', ' ', '%41 ', ':', ':1', 'é', '?']) {
    it(`takes linear time for many ${JSON.stringify(piece)}`, () => {
      const base = urlOf('http://h/a/b');
      assertLinearTime(
        100_000,
        (size) => `http://h/${piece.repeat(size)}`,
        (text) => {
          const resolved = resolveReference(base, text);
          if (resolved.ok) requestTarget(resolved.url) + refererText(resolved.url);
        },
      );
    });
  }
});

function urlOf(text: string): RequestUrl {
  const parsed = parseRequestUrl(text);
  assert.ok(parsed.ok);
  return parsed.url;
}
