// The host that a request is for, as the host table looks at it.

import { hostAndPort, type RequestUrl } from '../../src/golang/url-request.ts';

export interface AskedHost {
  /** In lower case, without the port and without the dot that may end it. */
  readonly name: string;
  /** As the URL has it; '' if it has none. */
  readonly port: string;
  /** The path's part that names a repository, if this is a request to Gitiles; else the whole path. Without slashes around it. */
  readonly project: string;
  /** Whether this is a call of Buildbucket by pRPC, or of what comes before one. */
  readonly isBuildbucket: boolean;
}

/**
 * The service that Buildbucket's pRPC serves, as paths name it (managers.md 5.9), and the place where a service of LUCI
 * tells its account, for which it is asked before a build (engine.md B1).
 */
const BUILDBUCKET_PATH = /^\/(?:prpc\/buildbucket\.v2\.Builds\/|auth\/api\/v1\/server\/info$)/;

const GITILES_DOMAIN = '.googlesource.com';

/** @param url of the request; of a redirect, where it leads */
export function askedHost({ host, path }: RequestUrl): AskedHost {
  const { name, port } = hostAndPort(host);
  return {
    name: withoutDot(name.toLowerCase()),
    port,
    project: projectOf(path),
    isBuildbucket: BUILDBUCKET_PATH.test(path),
  };
}

/** Whether it serves repositories by Gitiles (managers.md 4.1). */
export function servesGitiles({ name }: AskedHost): boolean {
  return name.endsWith(GITILES_DOMAIN);
}

/** Whether it is this machine: what is sent there goes nowhere (RFC 1122, section 3.2.1.3; RFC 6761, section 6.3). */
export function isThisMachine({ name }: AskedHost): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|::1|)$/.test(name);
}

/** Such as `example.com:8080`. */
export function shownName({ name, port }: AskedHost): string {
  const host = name.includes(':') ? `[${name}]` : name;
  return port === '' ? host : `${host}:${port}`;
}

/** Of `/a/chromium%2Fsrc/+refs` it is `chromium/src` (managers.md 4.3). */
function projectOf(path: string): string {
  const place = path.split(/\/\+/, 1)[0] ?? '';
  const parts = decoded(place)
    .split('/')
    .filter((part) => part !== '');
  if (parts[0] === 'a') parts.shift();
  return parts.join('/').replace(/\.git$/, '');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function withoutDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}
