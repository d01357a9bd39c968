// Host names as Go's client takes them: what it looks up, and what it calls the host in a request.

import { punycodeHost } from './punycode.ts';

/** The most characters of a label, and of a name, in the Domain Name System. */
const MAX_LABEL = 63;
const MAX_NAME = 254;

/**
 * True for what Go asks the Domain Name System for: labels of letters, digits, `-` and `_`, not of digits alone
 * (net.isDomainName). Of anything else it says that there is no such host, where the C library takes
 * `127.1` for an address.
 * @param name ASCII
 */
export function isDomainName(name: string): boolean {
  if (name === '.') return true;
  if (name.length > MAX_NAME || (name.length === MAX_NAME && !name.endsWith('.'))) return false;
  const labels = name.split('.');
  if (labels.length > 1 && labels.at(-1) === '') labels.pop(); // A dot at the end is fine.
  return (
    labels.every((label) => label.length <= MAX_LABEL && /^\w(?:[\w-]*\w)?$/.test(label)) &&
    /[^0-9.]/.test(name)
  );
}

/**
 * The Host header for a URL's host: in ASCII, and without the zone of an address (http.Request.Write). Empty if
 * the host has a character that no such header may have.
 * @param host with its port, decoded (`RequestUrl`)
 */
export function hostHeader(host: string): string {
  const { name = host, port = '' } = /^(?<name>.*)(?<port>:[0-9]*)$/s.exec(host)?.groups ?? {};
  const header = punycodeHost(name.replace(/^(\[[^%]*)%.*\]$/s, '$1]')) + port;
  return /^[\w!$%&'()*+,\-.:;=[\]~]*$/.test(header) ? header : '';
}
