// The small git repository that the demo project's poller looks at, which is made with each copy of the demo.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** Where it is in a copy of the demo, as the demo's settings have it. */
export const DEMO_REPOSITORY = path.join('repositories', 'hello');

/** Each becomes a commit, of which the last one is built first. */
const COMMITS: readonly [message: string, program: string][] = [
  ['Say hello', "console.log('Hello!');\n"],
  [
    'Say hello to somebody',
    "const [name = 'world'] = process.argv.slice(2);\nconsole.log('Hello, ' + name + '!');\n",
  ],
  [
    'Say hello in colour',
    "const [name = 'world'] = process.argv.slice(2);\nconsole.log('\\x1b[36mHello, ' + name + '!\\x1b[m');\n",
  ],
];

/** Nobody's settings of git matter, and the ids of the commits are the same each time. */
export const DEMO_GIT_ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Demo',
  GIT_AUTHOR_EMAIL: 'demo@example.com',
  GIT_COMMITTER_NAME: 'Demo',
  GIT_COMMITTER_EMAIL: 'demo@example.com',
};

/**
 * Makes the repository in a copy of the demo. Throws if there is no git.
 * @param demo the folder of the copy
 * @return the id of its newest commit
 */
export function makeDemoRepository(demo: string): string {
  const folder = path.join(demo, DEMO_REPOSITORY);
  fs.mkdirSync(folder, { recursive: true });
  const git = (date: string, ...args: readonly string[]) =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        ...DEMO_GIT_ENVIRONMENT,
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
      },
    });
  git('', 'init', '--quiet', '--initial-branch=main');
  for (const [i, [message, program]] of COMMITS.entries()) {
    fs.writeFileSync(path.join(folder, 'hello.mjs'), program);
    git('', 'add', '.');
    git(`2026-01-0${i + 1}T12:00:00Z`, 'commit', '--quiet', `--message=${message}`);
  }
  return git('', 'rev-parse', 'HEAD').trim();
}
