// Queries, and segments of paths, as Go's net/url escapes them (managers.md 4.3).

import assert from 'node:assert/strict';
import { percentEncode } from '../../src/golang/percent-encode.ts';
import { encodeQuery } from '../../src/golang/url-query.ts';

describe('a query', () => {
  const rows: readonly (readonly [values: Record<string, string>, query: string])[] = [
    [{}, ''],
    [{ s: 'x', n: '50', format: 'JSON', 'name-status': '1' }, 'format=JSON&n=50&name-status=1&s=x'],
    [{ b: '', B: '', '\u{10000}': '', '\uffff': '' }, 'B=&b=&%EF%BF%BF=&%F0%90%80%80='],
    [{ 'a b': 'c+d e' }, 'a+b=c%2Bd+e'],
    [{ q: "-_.~!*'()" }, 'q=-_.~%21%2A%27%28%29'],
    [{ q: 'a/b?c&d=e#f%g' }, 'q=a%2Fb%3Fc%26d%3De%23f%25g'],
    [{ q: 'ü\udc80' }, 'q=%C3%BC%80'],
  ];
  for (const [values, query] of rows) {
    it(query || 'of nothing', () => assert.equal(encodeQuery(values), query));
  }
});

describe('a segment of a path', () => {
  const rows: readonly (readonly [text: string, segment: string])[] = [
    ['refs/heads', 'refs%2Fheads'],
    ['x y/z', 'x%20y%2Fz'],
    ['AZaz09-_.~$&+=:@', 'AZaz09-_.~$&+=:@'],
    ["!*'(),;?#[]%|", '%21%2A%27%28%29%2C%3B%3F%23%5B%5D%25%7C'],
    ['a..b', 'a..b'],
    ['ünï\0', '%C3%BCn%C3%AF%00'],
  ];
  for (const [text, segment] of rows) {
    it(segment, () => assert.equal(percentEncode(text, 'segment'), segment));
  }
});
