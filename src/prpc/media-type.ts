// The forms in which pRPC sends messages, and the media types that name them (managers.md 5.9).

/** `text` is named by clients, and neither sent nor read by anything here. */
export type PrpcFormat = 'binary' | 'json' | 'text';

/** What stands before a message in JSON, so that no web page can take it for a script. */
export const JSON_PREFIX = ")]}'\n";

/** As Content-Type and Accept name the form. */
export function mediaTypeOf(format: PrpcFormat): string {
  return format === 'json' ? 'application/json' : `application/prpc; encoding=${format}`;
}

/**
 * The form that a Content-Type names. One that is absent or empty names the binary form, and so do media types that say
 * nothing about it.
 *
 * @return undefined if it names none of pRPC's
 */
export function formatOfMediaType(text: string): PrpcFormat | undefined {
  if (text === '') return 'binary';
  const parsed = parseMediaType(text);
  if (!parsed) return undefined;
  const { type, parameters } = parsed;
  if (type === 'application/json') return 'json';
  if (['*/*', 'application/*', 'application/grpc'].includes(type)) return 'binary';
  if (type !== 'application/prpc') return undefined;
  if ([...parameters.keys()].some((name) => name !== 'encoding')) return undefined;
  return FORMATS.get(parameters.get('encoding') ?? '');
}

const FORMATS: ReadonlyMap<string, PrpcFormat> = new Map([
  ['', 'binary'],
  ['binary', 'binary'],
  ['json', 'json'],
  ['text', 'text'],
]);

/**
 * The form that an Accept asks for: the one of the highest quality, of equals the binary one before JSON.
 * @return undefined if it takes none of pRPC's
 */
export function formatOfAccept(text: string): PrpcFormat | undefined {
  if (text.trim() === '') return 'binary';
  const offers = text.split(',').flatMap((item) => {
    const quality = /;\s*q=([\d.]+)\s*$/i.exec(item);
    const format = formatOfMediaType(item.replace(/;\s*q=[^;]*$/i, '').trim());
    return format && item.trim() !== '' ? [{ format, quality: Number(quality?.[1] ?? 1) }] : [];
  });
  const order: readonly PrpcFormat[] = ['binary', 'json', 'text'];
  offers.sort((a, b) => b.quality - a.quality || order.indexOf(a.format) - order.indexOf(b.format));
  return offers[0]?.format;
}

interface MediaType {
  /** In lower case. */
  readonly type: string;
  /** By their names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const TYPE = /^\s*([!#$%&'*+\-.^_`|~\w]+(?:\/[!#$%&'*+\-.^_`|~\w]+)?)\s*(?=;|$)/;
const PARAMETER =
  /;\s*(?:([!#$%&'*+\-.^_`|~\w]+)\s*=\s*(?:([!#$%&'*+\-.^_`|~\w]+)|"((?:[^"\\]|\\.)*)")\s*)?/y;

/** Undefined if it is none (RFC 9110, section 8.3.1); an empty parameter at the end does not matter. */
function parseMediaType(text: string): MediaType | undefined {
  const start = TYPE.exec(text);
  if (!start) return undefined;
  const parameters = new Map<string, string>();
  let at = start[0].length;
  while (at < text.length) {
    PARAMETER.lastIndex = at;
    const match = PARAMETER.exec(text);
    if (!match) return undefined;
    at = PARAMETER.lastIndex;
    const [, name, token, quoted] = match;
    if (name === undefined) {
      if (at < text.length) return undefined;
      break;
    }
    const key = name.toLowerCase();
    if (parameters.has(key)) return undefined;
    parameters.set(key, token ?? (quoted ?? '').replaceAll(/\\(.)/g, '$1'));
  }
  return { type: (start[1] ?? '').toLowerCase(), parameters };
}
