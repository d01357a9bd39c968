// Proxies that the environment names, which nothing here goes through.

import type { AskedHost } from './asked-host.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The variable that tells other programs to send a request through a proxy, such as `HTTPS_PROXY`; undefined if none
 * does. In capitals or not, as curl reads them, and so with NO_PROXY.
 * @param scheme of the URL
 */
export function proxyVariable(
  environment: Environment,
  scheme: string,
  { name }: AskedHost,
): string | undefined {
  const names = scheme === 'https' ? ['HTTPS_PROXY', 'https_proxy'] : ['HTTP_PROXY', 'http_proxy'];
  const set = [...names, 'ALL_PROXY', 'all_proxy'].find((variable) => environment[variable]);
  return set !== undefined && isExcepted(environment, name) ? undefined : set;
}

function isExcepted(environment: Environment, host: string): boolean {
  const list = environment['NO_PROXY'] ?? environment['no_proxy'] ?? '';
  return list.split(/[\s,]+/).some((entry) => {
    const domain = entry.toLowerCase().replace(/^\*?\./, '');
    return entry === '*' || (domain !== '' && (host === domain || host.endsWith(`.${domain}`)));
  });
}
