// Diagnostics: everything that is wrong with a document.

import type { Finding } from '../config/finding.ts';
import type { ConfigDocument } from './config-document.ts';

/**
 * Every finding. Without text errors: in the order of the service, jobs before triggers, then lints from top to bottom.
 * With text errors: the one that the service stops at, then the rest from top to bottom.
 */
export function diagnostics(document: ConfigDocument): readonly Finding[] {
  return document.findings();
}
