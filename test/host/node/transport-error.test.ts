import assert from 'node:assert/strict';
import { transportError } from '../../../host/node/transport-error.ts';

describe('a network failure in words', () => {
  const url = new URL('https://example.com:8443/secret?token=x');
  const failure = (code: string, message = '') => Object.assign(new Error(message), { code });

  for (const [code, said] of [
    ['ECONNREFUSED', 'connection refused: nothing is listening at example.com:8443'],
    ['ENOTFOUND', 'no such host: example.com'],
    ['EAI_AGAIN', 'example.com could not be looked up: DNS did not answer'],
    ['ETIMEDOUT', 'example.com:8443 did not answer'],
    ['CERT_HAS_EXPIRED', 'the certificate of example.com:8443 has expired'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'the certificate of example.com:8443 is self-signed'],
    [
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'the certificate of example.com:8443 is for another host name',
    ],
    ['HPE_HEADER_OVERFLOW', 'the response headers of example.com:8443 are too large'],
    ['HPE_INVALID_CONSTANT', 'example.com:8443 did not send a valid HTTP response: parse error'],
    ['Z_DATA_ERROR', 'the compressed body is damaged: parse error'],
    ['EWHATEVER', 'parse error'],
  ] as const) {
    it(code, () => {
      const cause = failure(code, 'parse error');
      const error = transportError(cause, url);
      assert.equal(error.message, said);
      assert.equal(error.cause, cause);
      assert.ok(!error.message.includes('token'), 'a URL may hold secrets');
    });
  }

  it('of several addresses that all refuse', () => {
    // What Node gives for a name with an IPv4 and an IPv6 address: no message, but a code.
    const cause = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
    assert.match(transportError(cause, url).message, /^connection refused/);
  });

  it('without a message is at least its code', () => {
    assert.equal(transportError(failure('EODD'), url).message, 'EODD');
  });

  it('that is no error', () => {
    assert.equal(transportError('odd', url).message, 'odd');
  });
});
