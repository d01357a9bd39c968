// A finding as the command line's JSON formats show it.

import type { Finding, RelatedPlace } from '../src/language/language.ts';

export interface FindingJson {
  readonly code: string;
  readonly severity: Finding['severity'];
  readonly message: string;
  readonly path: readonly string[];
  /** As in LSP: from 0, in UTF-16 units, end exclusive. */
  readonly range: Finding['range'];
  /** Other places in the file that belong to it, if there are any. */
  readonly related?: readonly RelatedPlace[];
  /** Only when true. */
  readonly afterTextError?: true;
}

export function findingJson(finding: Finding): FindingJson {
  const { code, severity, message, path, range, related, afterTextError } = finding;
  return {
    code,
    severity,
    message,
    path,
    range,
    ...(related && { related }),
    ...(afterTextError && { afterTextError }),
  };
}
