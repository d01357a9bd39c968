// URLs that the HTTP client may fetch, in the parts that a request needs.

/**
 * Parses an absolute http or https URL. `base` is for the relative ones of redirects.
 * Throws an Error with a plain sentence for anything else.
 */
export function parseHttpUrl(text: string, base?: URL): URL {
  if (!URL.canParse(text, base?.href)) {
    throw new Error(`${text} is not a URL that can be fetched`);
  }
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Error(`only http and https URLs can be fetched, not ${url.protocol.slice(0, -1)}`);
  }
  // The WHATWG parser makes a host out of what comes next in `http:x` and `http:///x`; for Go, and so
  // for the service, these have none.
  if (!base && !/^https?:\/\/[^/?#\\]/i.test(text)) throw new Error(`${text} has no host`);
  return url;
}
