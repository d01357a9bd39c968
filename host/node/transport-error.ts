// Sentences for network failures.

/** What each error code means for somebody who wanted to fetch something from `url`. */
const MEANINGS: Readonly<Record<string, (url: URL) => string>> = {
  ECONNREFUSED: ({ host }) => `connection refused: nothing is listening at ${host}`,
  ENOTFOUND: ({ hostname }) => `no such host: ${hostname}`,
  EAI_AGAIN: ({ hostname }) => `${hostname} could not be looked up: DNS did not answer`,
  ECONNRESET: ({ host }) => `${host} reset the connection`,
  EPIPE: ({ host }) => `${host} closed the connection`,
  ETIMEDOUT: ({ host }) => `${host} did not answer`,
  EHOSTUNREACH: ({ hostname }) => `there is no route to ${hostname}`,
  ENETUNREACH: ({ hostname }) => `the network of ${hostname} cannot be reached`,
  EPROTO: ({ host }) => `no TLS connection to ${host} could be made`,
  DEPTH_ZERO_SELF_SIGNED_CERT: ({ host }) => `the certificate of ${host} is self-signed`,
  SELF_SIGNED_CERT_IN_CHAIN: ({ host }) => `the certificate of ${host} is not trusted`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ({ host }) => `the certificate of ${host} is not trusted`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ({ host }) => `the certificate of ${host} is not trusted`,
  CERT_HAS_EXPIRED: ({ host }) => `the certificate of ${host} has expired`,
  ERR_TLS_CERT_ALTNAME_INVALID: ({ host }) => `the certificate of ${host} is for another host name`,
  HPE_HEADER_OVERFLOW: ({ host }) => `the response headers of ${host} are too large`,
};

/** The failure as an Error for the user to read, with the original as its cause. */
export function transportError(cause: unknown, url: URL): Error {
  const code = codeOf(cause);
  const said = cause instanceof Error ? cause.message : String(cause);
  const meaning = MEANINGS[code]?.(url);
  if (meaning !== undefined) return new Error(meaning, { cause });
  if (code.startsWith('HPE_'))
    return new Error(`${url.host} did not send a valid HTTP response: ${said}`, { cause });
  if (code.startsWith('Z_')) return new Error(`the compressed body is damaged: ${said}`, { cause });
  return new Error(said || code || 'the request failed', { cause });
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
