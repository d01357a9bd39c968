import assert from 'node:assert/strict';
import { hmacSha256 } from '../../../host/node/hmac.ts';

describe('HMAC-SHA256', () => {
  it('is what RFC 4231 says, test case 7 with a key of 131 bytes', () => {
    const mac = hmacSha256(new Uint8Array(131).fill(0xaa))(
      Buffer.from(
        'This is a test using a larger than block-size key and a larger than block-size data. ' +
          'The key needs to be hashed before being used by the HMAC algorithm.',
      ),
    );
    assert.equal(
      Buffer.from(mac).toString('hex'),
      '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
    );
  });

  it('wants a secret of 32 bytes or more', () => {
    const message = 'a secret has at least 32 bytes';
    assert.throws(() => hmacSha256(new Uint8Array(31)), { name: 'RangeError', message });
    assert.equal(hmacSha256(new Uint8Array(32))(new Uint8Array()).length, 32);
  });
});
