import assert from 'node:assert/strict';
import { hostHeader, isDomainName } from '../../src/golang/host-name.ts';

describe('host names of Go', () => {
  for (const [name, valid] of [
    ['example.com', true],
    ['example.com.', true],
    ['.', true],
    ['', false],
    ['a..b', false],
    ['.a', false],
    ['-a', false],
    ['a-', false],
    ['a.-b', false],
    ['_a._b', true],
    ['127.1', false],
    ['2130706433', false],
    ['0x7f.1', true],
    ['1.2.3.4a', true],
    ['a b', false],
    ['é', false],
    ['a'.repeat(63), true],
    ['a'.repeat(64), false],
    [`${'a.'.repeat(126)}a`, true],
    [`${'a.'.repeat(127)}`, true],
    [`${'a.'.repeat(127)}a`, false],
  ] as const) {
    it(`${JSON.stringify(name)} is ${valid ? 'looked up' : 'no host'}`, () => {
      assert.equal(isDomainName(name), valid);
    });
  }

  // From RFC 3492, section 7.1, and Go's golang.org/x/net/idna (profile Punycode).
  for (const [host, header] of [
    ['Example.com:80', 'Example.com:80'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['BÜCHER.example:8', 'xn--BCHER-2pa.example:8'],
    ['他们为什么不说中文', 'xn--ihqwcrb4cv8a8dqg056pqjye'],
    ['почемужеонинеговорятпорусски', 'xn--b1abfaaepdrnnbgefbadotcwatmq2g4l'],
    ['3年B組金八先生', 'xn--3B-ww4c5e180e575a65lsy2b'],
    ['😀', 'xn--e28h'],
    ['[::1]:80', '[::1]:80'],
    ['[fe80::1%eth0]', '[fe80::1]'],
    ['[fe80::1%eth0]:80', '[fe80::1]:80'],
    ['a"b', ''],
    ['a<b>', ''],
    ["!$&'()*+,;=~_", "!$&'()*+,;=~_"],
  ] as const) {
    it(`${host} is called ${JSON.stringify(header)}`, () => {
      assert.equal(hostHeader(host), header);
    });
  }
});
