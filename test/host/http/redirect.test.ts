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
    ['http://10.0.0.1/', 'http://10.0.0.2/', false],
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

  for (const [from, to, told] of [
    ['http://bücher.example/', 'http://sub.xn--bcher-kva.example/', true],
    ['http://xn--bcher-kva.example/', 'http://bücher.example:8/', true],
    ['http://bücher.example/', 'http://bucher.example/', false],
    ['http://h.example/', 'http://hé.example/', false],
    ['http://10.0.0.1/', 'http://10.0.0.1:81/', true],
  ] as const) {
    it(`of letters that are not ASCII, from ${from} to ${to} ${told ? 'tells' : 'does not'}`, () => {
      const first = requestOf(from, [['authorization', 'x']]);
      const next = redirected(first, first, { status: 302, headers: [['Location', to]] });
      const names = (next?.headers ?? []).map(([name]) => name);
      assert.equal(names.includes('authorization'), told);
    });
  }

  // Of a POST with a body, or another request, what is asked next.
  for (const [status, method, next] of [
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'PUT', 'GET'],
    [307, 'POST', 'POST body'],
    [308, 'PUT', 'PUT body'],
    [301, 'GET', 'GET'],
    [303, 'HEAD', 'HEAD'],
    [307, 'HEAD', 'HEAD body'],
    [302, 'DELETE', 'GET'],
    [300, 'GET', undefined],
    [304, 'GET', undefined],
    [305, 'GET', undefined],
    [306, 'GET', undefined],
    [200, 'GET', undefined],
  ] as const) {
    it(`of status ${status} makes of ${method} ${next ?? 'nothing'}`, () => {
      const first = { ...requestOf('http://h/'), method, body: Buffer.from('body') };
      const asked = redirected(first, first, { status, headers: [['LOCATION', '/to']] });
      const { body } = asked ?? {};
      assert.equal(asked && [asked.method, ...(body ? [body] : [])].join(' '), next);
    });
  }

  for (const headers of [
    [],
    [['Location', '']],
    [
      ['X-Location', '/b'],
      ['Locations', '/b'],
    ],
  ] as const) {
    it(`to no place is none: ${JSON.stringify(headers)}`, () => {
      const first = requestOf('http://h/');
      assert.equal(redirected(first, first, { status: 302, headers }), undefined);
    });
  }

  it('to a place that is none', () => {
    const first = requestOf('http://h/');
    assert.throws(() => redirected(first, first, { status: 302, headers: [['location', '://']] }), {
      message: /^the redirect leads to ":\/\/", which is not a URL: /,
    });
  });

  it('leaves out what is about a body unless that is sent again', () => {
    const about = ['Content-Type', 'content-encoding', 'Content-Language', 'CONTENT-LOCATION'];
    const others = ['X-Content-Type', 'Content-Type-X', 'X-Referer', 'Referer-X', 'Accept'];
    const first = requestOf(
      'http://h/',
      [...about, ...others].map((name) => [name, 'x']),
    );
    const left = (status: number) =>
      redirected(first, first, { status, headers: [['Location', '/b']] })?.headers.map(
        ([name]) => name,
      );
    assert.deepEqual(left(302), [...others, 'Referer']);
    assert.deepEqual(left(307), [...about, ...others, 'Referer']);
  });

  it('says where the first request said it came from, if it did', () => {
    for (const [given, said] of [
      ['http://other/', 'http://other/'],
      ['', 'http://h/a'],
    ] as const) {
      const first = requestOf('http://h/a', [['referer', given]]);
      const next = redirected(first, first, { status: 302, headers: [['Location', '/b']] });
      assert.deepEqual(next?.headers, [['Referer', said]]);
    }
  });

  it('never tells again what it has once left out', () => {
    const first = requestOf('http://h/', [
      ['Cookie', 'c'],
      ['A', 'b'],
    ]);
    const away = redirected(first, first, { status: 302, headers: [['Location', 'http://k/']] });
    assert.ok(away);
    const back = redirected(first, away, { status: 302, headers: [['Location', 'http://h/']] });
    assert.deepEqual(back?.headers, [
      ['A', 'b'],
      ['Referer', 'http://k/'],
    ]);
  });
});
