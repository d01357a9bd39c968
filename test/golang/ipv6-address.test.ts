import assert from 'node:assert/strict';
import { isIpv6Address } from '../../src/golang/ipv6-address.ts';

describe('isIpv6Address (netip.ParseAddr)', () => {
  const addresses = [
    '::',
    '::1',
    '1::',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8',
    '0000::FFFF',
    '::1.2.3.4',
    '::ffff:255.0.10.100',
    '1:2:3:4:5:6:1.2.3.4',
    '1:2:3:4:5::1.2.3.4',
    'fe80::1%eth0',
    '::%%',
  ];
  for (const text of addresses) it(`${text} is one`, () => assert.ok(isIpv6Address(text)));

  const others = [
    '',
    ':',
    '1',
    'x',
    '1.2.3.4',
    ':::',
    ':1::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4::5:6:7:8',
    '::1::',
    '12345::',
    'g::',
    '1:',
    '::1:',
    ':1',
    '::1.2.3',
    '::1.2.3.4.5',
    '::1.2.3.256',
    '::1.2.3.04',
    '::1.2.3.',
    '1.2.3.4::',
    '::1.2.3.4:5',
    '1:2:3:4:5:6:7:1.2.3.4',
    '1:2:3:4:5:6::1.2.3.4',
    '::1%',
    '%eth0',
    '1.2.3.4%eth0',
    ' ::1',
  ];
  for (const text of others) {
    it(`${JSON.stringify(text)} is none`, () => assert.ok(!isIpv6Address(text)));
  }
});
