// What `validate --fix` does with a file: fixes it, or shows how it would.

import { encodeUtf8 } from '../src/golang/utf8.ts';
import type { ConfigSettings } from '../src/language/language.ts';
import { fixedText } from '../src/language/language.ts';
import type { ManagerRegistry } from '../src/task/manager-registry.ts';
import { unifiedDiff } from '../src/text/unified-diff.ts';
import { plural } from '../src/text/wording.ts';
import { displayName } from './config-file.ts';
import { replaceFile } from './files/replace-file.ts';
import { writeWhole } from './output.ts';
import { inputErrorReason } from './standard-input.ts';
import { terminalLine } from './terminal-text.ts';

/** `write`: into the file. `diff`: to standard output, and nothing is written. */
export type FixMode = 'write' | 'diff';

export interface FixOutcome {
  /** What there is to say about is about this text. */
  readonly text: string;
  /** The file could not be written, of which the user has been told. */
  readonly failed: boolean;
  /** The text is another one than it was. */
  readonly changed: boolean;
  /** Nobody reads the patch. */
  readonly isGone: boolean;
}

/** Tells on standard error how much was fixed. */
export async function fixConfig(
  file: string,
  text: string,
  mode: FixMode,
  settings: ConfigSettings,
  registry: ManagerRegistry,
): Promise<FixOutcome> {
  const fixed = fixedText(text, settings, registry);
  if (fixed.count === 0) return { text, failed: false, changed: false, isGone: false };
  const name = terminalLine(displayName(file));
  if (mode === 'diff') {
    const path = file === '-' ? 'stdin' : file.replace(/^\/+/, '');
    const patch = unifiedDiff(text, fixed.text, `a/${path}`, `b/${path}`).toWellFormed();
    const isGone = !(await writeWhole(process.stdout, patch));
    process.stderr.write(`${plural(fixed.count, 'finding')} in ${name} would be fixed\n`);
    return { text: fixed.text, failed: false, changed: true, isGone };
  }
  try {
    replaceFile(file, encodeUtf8(fixed.text));
  } catch (error) {
    const reason = terminalLine(inputErrorReason(error));
    process.stderr.write(`luci-jobs validate: cannot write ${name}: ${reason}\n`);
    return { text, failed: true, changed: false, isGone: false };
  }
  process.stderr.write(`fixed ${plural(fixed.count, 'finding')} in ${name}\n`);
  return { text: fixed.text, failed: false, changed: true, isGone: false };
}
