import assert from 'node:assert/strict';
import { describeBadRealm, isRealmName } from '../../../src/config/rules/realm.ts';

describe('isRealmName (validation.md 3.4)', () => {
  const names = [
    '@root',
    '@legacy',
    '@project',
    'ci',
    'a-b_c.d/e0',
    '.',
    '/',
    '-',
    '0',
    'luci.p.ci',
    'x'.repeat(400),
  ];
  for (const name of names) it(`${name.slice(0, 20)} is one`, () => assert.ok(isRealmName(name)));

  const others: [name: string, says: RegExp][] = [
    ['', /^"" is not a realm: use lower-case letters a-z, digits/],
    ['CI', /^"CI" is not a realm/],
    ['@Root', /^"@Root" is not a realm.*"@root" or "@legacy"\.$/],
    ['@', /^"@" is not/],
    ['@other', /^"@other" is not/],
    ['@root/x', /^"@root\/x" is not/],
    ['a b', /^"a b" is not/],
    ['ci\n', /^"ci\\n" is not/],
    ['é', /^"é" is not/],
    ['ci\udcff', /^"ci\\xff" is not/],
    ['a\u202eb', /^"a\\u202eb" is not/],
    ['proj:ci', /^A realm is written without its project here: use "ci"/],
    [':@root', /use "@root"/],
    ['proj:', /^"proj:" is not/],
    ['a:b:c', /^"a:b:c" is not/],
    ['x'.repeat(401), /^A realm has at most 400 characters, but this one has 401: shorten it\.$/],
    ['X'.repeat(401), /^"X{60}"… is not/],
  ];
  for (const [name, says] of others) {
    it(`${JSON.stringify(name.slice(0, 20))} is none`, () => {
      assert.ok(!isRealmName(name));
      assert.match(describeBadRealm(name), says);
    });
  }
});
