// Why git cannot be asked, in a sentence that says what to do.

import { GitProblem } from '../../src/emulators/gitiles/git-repository.ts';

/** @param reason an error of the system, or what git has complained of */
export function gitProblem(folder: string, reason: Error | string): GitProblem {
  if (typeof reason !== 'string') {
    const isMissing = 'code' in reason && reason.code === 'ENOENT';
    const sentence = isMissing
      ? 'The program git was not found. Install git, and see to it that its folder is in PATH.'
      : `The program git could not be started: ${reason.message}`;
    return new GitProblem(sentence, { cause: reason });
  }
  if (/not a git repository/i.test(reason)) {
    return new GitProblem(
      `${folder} is not a git repository. Name the folder of one, the one that has .git in it, or run git init there.`,
    );
  }
  if (/dubious ownership/i.test(reason)) {
    return new GitProblem(
      `git does not read ${folder}, which belongs to another user. If you trust it, run: git config --global --add safe.directory ${folder}`,
    );
  }
  const line = reason.split('\n').find((text) => text.trim() !== '') ?? 'it does not say why';
  return new GitProblem(`git could not read ${folder}: ${line.replace(/^(fatal|error): /, '')}`);
}
