// The lint about codes in `# lint-disable: …` that are not lints.

import { quotedValue } from '../../../golang/quoted-value.ts';
import type { ManagerRegistry } from '../../../task/manager-registry.ts';
import { closestName } from '../../../text/closest-name.ts';
import type { Span } from '../../../text/span.ts';
import type { LocalFinding } from '../../finding.ts';
import { FINDING_CODES, isLintCode, LINTS } from '../../finding-codes.ts';
import { LINT_CODES } from '../codes.ts';

/** @returns undefined for the code of a lint, be it of a kind of task that comes from elsewhere */
export function unknownCodeLint(
  code: string,
  { start, end }: Span,
  registry: ManagerRegistry,
): LocalFinding | undefined {
  const isForeign = !Object.hasOwn(FINDING_CODES, code) && registry.hasCode(code);
  if (isLintCode(code) || isForeign) return undefined;
  const { severity } = LINT_CODES['lint-unknown-code'];
  return { code: 'lint-unknown-code', severity, message: messageOf(code), path: [], start, end };
}

function messageOf(code: string): string {
  if (Object.hasOwn(FINDING_CODES, code)) {
    return `${quotedValue(code)} is not a lint: the service rejects the file, which no comment can change. Remove it.`;
  }
  const closest = closestName(code, LINTS);
  const advice = closest === undefined ? 'Remove it.' : `Did you mean ${closest}?`;
  return `There is no lint ${quotedValue(code)}, so this switches nothing off. ${advice}`;
}
