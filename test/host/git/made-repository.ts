// Git repositories that tests make, as users make them: by the git program.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** Nothing of whoever runs the tests. */
const ENVIRONMENT = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: path.join(import.meta.dirname, 'no-such-file'),
  GIT_AUTHOR_NAME: 'Ann Author',
  GIT_AUTHOR_EMAIL: 'ann@example.com',
  GIT_COMMITTER_NAME: 'Con Committer',
  GIT_COMMITTER_EMAIL: 'con@example.com',
};

/** Seconds since the epoch of the first commit: Sat Sep 12 00:42:00 2015. */
export const FIRST_COMMIT = 1_442_018_520;

export class MadeRepository {
  readonly folder: string;
  #commits = 0;

  /** @param bare without a working tree */
  constructor(folder: string, { bare = false } = {}) {
    this.folder = folder;
    fs.mkdirSync(folder, { recursive: true });
    // Without the hooks that git copies into each as examples.
    const options = ['--quiet', '--template=', '--initial-branch=main'];
    this.git('init', ...options, ...(bare ? ['--bare'] : []));
  }

  /** Runs git in it; returns what it writes, without the end of the last line. */
  git(...args: readonly string[]): string {
    return this.run(args, '');
  }

  run(args: readonly string[], input: string | Buffer): string {
    const time = `${FIRST_COMMIT + this.#commits * 60} +0200`;
    const { status, stdout, stderr } = spawnSync('git', args, {
      cwd: this.folder,
      input,
      maxBuffer: 1 << 28,
      env: { ...ENVIRONMENT, GIT_AUTHOR_DATE: time, GIT_COMMITTER_DATE: time },
    });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout.toString('utf8').replace(/\n$/, '');
  }

  /** Commits files, of which undefined is none any more, a minute after the commit before. Returns its id. */
  commit(files: Readonly<Record<string, string | undefined>> = {}, message = 'A change'): string {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      if (text === undefined) fs.rmSync(file);
      else fs.writeFileSync(file, text);
    }
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
    this.#commits++;
    return this.git('rev-parse', 'HEAD');
  }

  /**
   * Commits a change of one file for each of the texts, which are also the messages, to the branch that is checked out;
   * otherwise as `commit` does one by one. Returns their ids. In one go, for git takes longer to start than to commit.
   */
  commitEach(file: string, texts: readonly string[]): readonly string[] {
    const branch = this.git('symbolic-ref', 'HEAD');
    const parent = this.run(['for-each-ref', '--format=%(objectname)', branch], '');
    const data = (text: string) => [`data ${Buffer.byteLength(text)}`, text];
    const lines: string[] = [];
    for (const [i, text] of texts.entries()) {
      const time = `${FIRST_COMMIT + this.#commits++ * 60} +0200`;
      lines.push(
        `commit ${branch}`,
        `mark :${i + 1}`,
        `author Ann Author <ann@example.com> ${time}`,
        `committer Con Committer <con@example.com> ${time}`,
        ...data(`${text}\n`),
        ...(i === 0 && parent !== '' ? [`from ${parent}`] : []),
        `M 100644 inline ${file}`,
        ...data(text),
      );
    }
    lines.push(...texts.map((_, i) => `get-mark :${i + 1}`));
    const ids = this.run(['fast-import', '--quiet'], `${lines.join('\n')}\n`).split('\n');
    this.git('checkout', '--force', '--quiet');
    return ids;
  }

  /** So many commits on a branch, each with one more line in one file: in one go, for there may be many. */
  commitMany(branch: string, count: number): void {
    const lines = [`reset refs/heads/${branch}`];
    for (let i = 0; i < count; i++) {
      const text = `${i}`;
      lines.push(
        `commit refs/heads/${branch}`,
        `committer Con Committer <con@example.com> ${FIRST_COMMIT + i * 60} +0200`,
        `data ${text.length}`,
        text,
        'M 100644 inline file',
        `data ${text.length}`,
        text,
      );
    }
    this.run(['fast-import', '--quiet'], `${lines.join('\n')}\n`);
  }

  id(revision: string): string {
    return this.git('rev-parse', '--verify', revision);
  }
}
