// Commits as git stores them (git-cat-file's batch output).

import type { GitCommit, GitPerson } from '../../src/emulators/gitiles/git-repository.ts';
import { gitText } from './git-text.ts';

/** What a commit itself says. */
export type CommitObject = Omit<GitCommit, 'changes'>;

/**
 * Reads what `git cat-file --batch` writes about commits: for each a line with id, type and size, its bytes, and the end of
 * the line. What is no commit, or is not there, is left out.
 */
export function readCommitObjects(output: Buffer): ReadonlyMap<string, CommitObject> {
  const commits = new Map<string, CommitObject>();
  let at = 0;
  while (at < output.length) {
    const end = output.indexOf(0x0a, at);
    if (end === -1) break;
    const [id = '', type = '', size = ''] = output.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (size === '') continue; // Such as "<id> missing".
    const bytes = output.subarray(at, at + Number(size));
    at += bytes.length + 1;
    if (type === 'commit') commits.set(id, commitObject(id, bytes));
  }
  return commits;
}

const NOBODY: GitPerson = { name: '', email: '', time: 0, zone: 0 };

/** Whatever is missing is empty: git has commits of all kinds in it. */
function commitObject(id: string, bytes: Buffer): CommitObject {
  const headEnd = bytes.indexOf('\n\n');
  const head = headEnd === -1 ? bytes : bytes.subarray(0, headEnd);
  const message = headEnd === -1 ? bytes.subarray(bytes.length) : bytes.subarray(headEnd + 2);
  const fields = headFields(head);
  const encoding = fields.find(({ name }) => name === 'encoding')?.value.toString('latin1');
  const values = (name: string) => fields.filter((field) => field.name === name);
  const text = (name: string) => values(name).map(({ value }) => value.toString('latin1'));
  const person = (name: string) => {
    const [field] = values(name);
    return field ? personOf(field.value, encoding) : NOBODY;
  };
  return {
    id,
    tree: text('tree')[0] ?? '',
    parents: text('parent'),
    author: person('author'),
    committer: person('committer'),
    message: gitText(message, encoding),
  };
}

interface Field {
  readonly name: string;
  readonly value: Buffer;
}

/** Lines that begin with a space go on with the field before them, such as a signature: of none that is read here. */
function headFields(head: Buffer): readonly Field[] {
  const fields: Field[] = [];
  let at = 0;
  while (at < head.length) {
    const next = head.indexOf(0x0a, at);
    const line = head.subarray(at, next === -1 ? head.length : next);
    at += line.length + 1;
    const space = line.indexOf(0x20);
    if (space <= 0) continue;
    fields.push({ name: line.toString('latin1', 0, space), value: line.subarray(space + 1) });
  }
  return fields;
}

/** `name <email> seconds zone`, of which the last parts may be missing or wrong. */
function personOf(bytes: Buffer, encoding: string | undefined): GitPerson {
  const text = gitText(bytes, encoding);
  const open = text.indexOf('<');
  const close = text.lastIndexOf('>');
  if (open === -1 || close < open) return { ...NOBODY, name: text.trim() };
  const [, seconds = '0', sign = '+', hours = '0', minutes = '0'] =
    /^ *(-?\d{1,12})(?: ([+-])(\d\d)(\d\d))?/.exec(text.slice(close + 1)) ?? [];
  const zone = Number(hours) * 60 + Number(minutes);
  return {
    name: text.slice(0, open).trim(),
    email: text.slice(open + 1, close),
    time: Number(seconds),
    zone: sign === '-' ? -zone : zone,
  };
}
