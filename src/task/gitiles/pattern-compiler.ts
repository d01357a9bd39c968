// The compiler of a gitiles task's regular expressions, each of which rules and lints look at.

import { type CompiledRegexp, compileRegexp } from '../../golang/regexp/regexp.ts';
import type { GitilesTask } from '../../schema/generated/messages.ts';

export type CompilePattern = (pattern: string) => CompiledRegexp;

const COMPILERS = new WeakMap<GitilesTask, CompilePattern>();

/** As `compileRegexp`, but compiles a pattern once while the task is in use: a long one takes most of the time. */
export function patternCompilerOf(task: GitilesTask): CompilePattern {
  const known = COMPILERS.get(task);
  if (known) return known;
  const compiled = new Map<string, CompiledRegexp>();
  const compile: CompilePattern = (pattern) => {
    const earlier = compiled.get(pattern);
    if (earlier) return earlier;
    const now = compileRegexp(pattern);
    compiled.set(pattern, now);
    return now;
  };
  COMPILERS.set(task, compile);
  return compile;
}
