import assert from 'node:assert/strict';
import { CutShort, InvalidResponse } from '../../../host/http/invalid-response.ts';
import { transportError } from '../../../host/http/transport-error.ts';

describe('a network failure in words', () => {
  const host = 'example.com:8443';
  const failure = (code: string, message = '') => Object.assign(new Error(message), { code });

  for (const [code, said] of [
    ['ECONNREFUSED', 'connection refused: nothing is listening at example.com:8443'],
    ['ENOTFOUND', 'no such host: example.com:8443'],
    ['EAI_AGAIN', 'example.com:8443 could not be looked up: DNS did not answer'],
    ['ETIMEDOUT', 'example.com:8443 did not answer'],
    ['CERT_HAS_EXPIRED', 'the certificate of example.com:8443 has expired'],
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'the certificate of example.com:8443 is self-signed: if you trust it, name its file in the variable NODE_EXTRA_CA_CERTS',
    ],
    [
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'the certificate of example.com:8443 is for another host name',
    ],
    ['CERT_NOT_YET_VALID', 'the certificate of example.com:8443 is not valid yet'],
    [
      'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
      'no TLS connection to example.com:8443 could be made',
    ],
    ['Z_DATA_ERROR', 'the compressed body is damaged: parse error'],
    ['EWHATEVER', 'parse error'],
  ] as const) {
    it(code, () => {
      const cause = failure(code, 'parse error');
      const error = transportError(cause, host);
      assert.equal(error.message, said);
      assert.equal(error.cause, cause);
    });
  }

  it('of several addresses that all refuse', () => {
    // What Node gives for a name with an IPv4 and an IPv6 address: no message, but a code.
    const cause = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
    assert.match(transportError(cause, host).message, /^connection refused/);
  });

  for (const [cause, said] of [
    [
      new InvalidResponse('the answer is odd'),
      'example.com:8443 did not send a valid HTTP response: the answer is odd',
    ],
    [new CutShort(), 'example.com:8443 closed the connection before the end of its answer'],
    [failure(''), 'the request failed'],
    [new Error('plain'), 'plain'],
    [{ code: 'ECONNREFUSED', toString: () => 'no error' }, 'no error'],
  ] as const) {
    it(`of ${cause}`, () => {
      const error = transportError(cause, host);
      assert.equal(error.message, said);
      assert.equal(error.cause, cause);
    });
  }

  it('without a message is at least its code', () => {
    assert.equal(transportError(failure('EODD'), host).message, 'EODD');
  });

  it('that is no error', () => {
    assert.equal(transportError('odd', host).message, 'odd');
  });
});
