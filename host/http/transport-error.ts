// Sentences for network failures.

import { TooSlow } from './connection.ts';
import { CutShort, InvalidResponse } from './invalid-response.ts';

/** Node reads it at the start of a process. */
const TRUST_IT = 'if you trust it, name its file in the variable NODE_EXTRA_CA_CERTS';

/** What each error code means for somebody who wanted to fetch something from `host`. */
const MEANINGS: Readonly<Record<string, (host: string) => string>> = {
  ECONNREFUSED: (host) => `connection refused: nothing is listening at ${host}`,
  ENOTFOUND: (host) => `no such host: ${host}`,
  EAI_AGAIN: (host) => `${host} could not be looked up: DNS did not answer`,
  ECONNRESET: (host) => `${host} reset the connection`,
  EPIPE: (host) => `${host} closed the connection`,
  ETIMEDOUT: (host) => `${host} did not answer`,
  EHOSTUNREACH: (host) => `there is no route to ${host}`,
  ENETUNREACH: (host) => `the network of ${host} cannot be reached`,
  EPROTO: (host) => `no TLS connection to ${host} could be made`,
  ERR_SSL_WRONG_VERSION_NUMBER: (host) =>
    `no TLS connection to ${host} could be made: it does not speak TLS there`,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: (host) =>
    `no TLS connection to ${host} could be made: it does not speak TLS there`,
  DEPTH_ZERO_SELF_SIGNED_CERT: (host) => `the certificate of ${host} is self-signed: ${TRUST_IT}`,
  SELF_SIGNED_CERT_IN_CHAIN: (host) => `the certificate of ${host} is not trusted: ${TRUST_IT}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: (host) =>
    `the certificate of ${host} is not trusted: ${TRUST_IT}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: (host) =>
    `the certificate of ${host} is not trusted: ${TRUST_IT}`,
  UNABLE_TO_GET_ISSUER_CERT: (host) => `the certificate of ${host} is not trusted: ${TRUST_IT}`,
  CERT_NOT_YET_VALID: (host) => `the certificate of ${host} is not valid yet`,
  CERT_HAS_EXPIRED: (host) => `the certificate of ${host} has expired`,
  ERR_TLS_CERT_ALTNAME_INVALID: (host) => `the certificate of ${host} is for another host name`,
};

/**
 * The failure as an Error for the user to read, with the original as its cause.
 * @param host with its port, if the URL has one
 */
export function transportError(cause: unknown, host: string): Error {
  const code = codeOf(cause);
  const said = cause instanceof Error ? cause.message : String(cause);
  const meaning = MEANINGS[code]?.(host);
  if (meaning !== undefined) return new Error(meaning, { cause });
  if (cause instanceof TooSlow) return new Error(tooSlow(cause, host), { cause });
  if (cause instanceof CutShort)
    return new Error(`${host} closed the connection before the end of its answer`, { cause });
  if (cause instanceof InvalidResponse)
    return new Error(`${host} did not send a valid HTTP response: ${said}`, { cause });
  if (code.startsWith('ERR_SSL_'))
    return new Error(`no TLS connection to ${host} could be made`, { cause });
  if (code.startsWith('Z_')) return new Error(`the compressed body is damaged: ${said}`, { cause });
  return new Error(said || code || 'the request failed', { cause });
}

function tooSlow({ step, limit }: TooSlow, host: string): string {
  return step === 'connect'
    ? `${host} did not accept a connection within ${limit} s`
    : `${host} did not finish the TLS handshake within ${limit} s`;
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
