import assert from 'node:assert/strict';
import { redirected } from '../../../host/http/redirect.ts';
import type { OutgoingRequest } from '../../../host/http/request-text.ts';
import { parseRequestUrl, requestTarget } from '../../../src/golang/url-request.ts';

function requestOf(url: string, headers: OutgoingRequest['headers'] = []): OutgoingRequest {
  const parsed = parseRequestUrl(url);
  assert.ok(parsed.ok);
  return { url: parsed.url, method: 'GET', headers };
}

describe('a redirect', () => {
  for (const [from, to, referer] of [
    ['http://h/a?q#f', '/b', 'http://h/a?q#f'],
    ['http://u:p@h/a', '/b', 'http://h/a'],
    ['http://h/é|?ü', 'https://h/', 'http://h/%C3%A9%7C?ü'],
    ['https://h/a', 'https://k/', 'https://h/a'],
    ['https://h/a', 'http://h/', undefined],
    ['http://[fe80::1%25e]/a', '/b', 'http://[fe80::1%25e]/a'],
  ] as const) {
    it(`from ${from} to ${to} says ${referer ?? 'nothing of where it comes from'}`, () => {
      const first = requestOf(from);
      const next = redirected(first, first, { status: 302, headers: [['location', to]] });
      assert.deepEqual(next?.headers, referer === undefined ? [] : [['Referer', referer]]);
    });
  }

  for (const [from, to, told] of [
    ['http://h.example/', 'http://h.example:8/', true],
    ['http://h.example/', 'https://sub.h.example/', true],
    ['http://h.example/', 'http://oh.example/', false],
    ['http://sub.h.example/', 'http://h.example/', false],
    ['http://[::1]/', 'http://[::1%25.[::1]]/', false],
  ] as const) {
    it(`from ${from} to ${to} ${told ? 'tells' : 'does not tell'} what is confidential`, () => {
      const first = requestOf(from, [['cookie', 'c']]);
      const answer = { status: 307, headers: [['Location', to]] } as const;
      let names: string[] = [];
      try {
        names = (redirected(first, first, answer)?.headers ?? []).map(([name]) => name);
      } catch {
        // What is no URL is told nothing.
      }
      assert.equal(names.includes('cookie'), told);
    });
  }

  it('keeps the user for a place on the same host alone', () => {
    const first = requestOf('http://u:p@h/a/b');
    const lead = (to: string) =>
      redirected(first, first, { status: 301, headers: [['Location', to]] });
    assert.deepEqual(lead('../c')?.url.user, { name: 'u', password: 'p' });
    assert.equal(lead('http://h/c')?.url.user, undefined);
    const there = lead('../c/./d');
    assert.equal(there && requestTarget(there.url), '/c/d');
  });
});
