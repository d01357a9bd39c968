// What is wrong with a document.

import type { Finding } from '../config/finding.ts';
import type { ProjectConfigDocument } from '../config/project-config-document.ts';

/** Every finding, in file order. */
export function diagnostics(document: ProjectConfigDocument): readonly Finding[] {
  return document.findings();
}
