// What a URL of a Gitiles server asks for.

import { percentDecode } from '../../golang/percent-decode.ts';
import { parseUrl } from '../../golang/url.ts';

/** A URL taken apart. */
export interface GitilesView {
  readonly host: string;
  /** Decoded, such as `chromium/src`. */
  readonly project: string;
  /** Such as `log`; '' for a bare `+`. */
  readonly command: string;
  /** What follows the command: a revision and a path, or the beginning of names of refs. Without slashes at its ends. */
  readonly rest: string;
  /** Decoded; of parameters that repeat, all values in their order. */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
}

/** The project, as short as can be; the command; the rest. */
const PATH = /^\/(.+?)\/\+([a-z0-9-]*)(?:\/(.*))?$/s;

/** Undefined if no repository is asked for anything. `/a/` in front, which stands for an account, is dropped. */
export function parseGitilesUrl(url: string): GitilesView | undefined {
  const parsed = parseUrl(url);
  if (!parsed.ok) return undefined;
  const { host, path, rawQuery } = parsed.url;
  const found = PATH.exec(path.startsWith('/a/') ? path.slice(2) : path);
  if (!found) return undefined;
  const [, project = '', command = '', rest = ''] = found;
  return {
    host,
    project: project.replace(/^\/+/, ''),
    command,
    rest: rest.replace(/^\/|\/$/g, ''),
    parameters: parametersOf(rawQuery),
  };
}

function parametersOf(query: string): ReadonlyMap<string, readonly string[]> {
  const parameters = new Map<string, string[]>();
  for (const part of query.split('&')) {
    if (part === '') continue;
    const [name = '', ...value] = part.split('=').map((text) => text.replaceAll('+', ' '));
    const key = percentDecode(name);
    const values = parameters.get(key) ?? [];
    values.push(percentDecode(value.join('=')));
    parameters.set(key, values);
  }
  return parameters;
}
