// The place that a request goes to: whom to connect to, and what to call the host.

import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { hostHeader, isDomainName } from '../../src/golang/host-name.ts';
import { quotedValue } from '../../src/golang/quoted-value.ts';
import { hostAndPort, type RequestUrl } from '../../src/golang/url-request.ts';
import type { Endpoint } from './connection.ts';

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };

const MAX_PORT = 65_535;

/** Where Go's client connects to for a URL. Throws an Error with a plain sentence if it would not. */
export function endpointOf({ scheme, host }: RequestUrl): Endpoint {
  const { name, port } = hostAndPort(host);
  const number = Number(port || DEFAULT_PORTS[scheme]);
  if (number > MAX_PORT) {
    throw new Error(`${quotedValue(port)} is not a port; a port is a number up to ${MAX_PORT}`);
  }
  return { tls: scheme === 'https', host: dialledName(name), port: number };
}

/** How errors name a host. */
export function shownHost(url: RequestUrl): string {
  return hostHeader(url.host) || quotedValue(url.host);
}

function dialledName(name: string): string {
  const ascii = asciiName(name);
  // Go takes "no address in particular" for this machine.
  if (ascii === '' || ascii === '0.0.0.0' || ascii === '::') return '127.0.0.1';
  if (isIP(ascii)) return ascii;
  if (!isDomainName(ascii) || isNumberToC(ascii))
    throw new Error(`no such host: ${quotedValue(name)}`);
  return ascii;
}

/** As it is looked up (UTS #46); what cannot be put into ASCII stays as it is, and is no domain name. */
function asciiName(name: string): string {
  if (/^[\0-\x7f]*$/.test(name)) return name;
  const mapped = name.normalize('NFKC');
  // To Node's function a number is an address in any notation; to Go it is not.
  if (/^[\0-\x7f]*$/.test(mapped)) return mapped.toLowerCase();
  return domainToASCII(name) || name;
}

/** The C library, which looks names up, takes `0x7f.1` and `017700000001` for addresses. */
function isNumberToC(name: string): boolean {
  return /^(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}$/i.test(name);
}
