// Answers as a Gitiles server writes them.

import type { HttpResponse } from '../../io/http.ts';
import { httpAnswer } from '../../io/http-answer.ts';
import type { GitChange, GitCommit, GitPerson, GitRef, LogSlice } from './git-repository.ts';

/** So that no browser runs it. */
const PREFIX = ")]}'\n";

export function jsonAnswer(value: unknown): HttpResponse {
  return answer(
    200,
    'OK',
    'application/json; charset=UTF-8',
    `${PREFIX}${JSON.stringify(value)}\n`,
  );
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
};

/** @param sentence for whoever reads the log */
export function errorAnswer(status: 400 | 404 | 405 | 500, sentence: string): HttpResponse {
  return answer(status, REASONS[status] ?? '', 'text/plain; charset=UTF-8', `${sentence}\n`);
}

function answer(status: number, statusText: string, type: string, body: string): HttpResponse {
  const headers = [
    ['Content-Type', type],
    ['X-Content-Type-Options', 'nosniff'],
  ] as const;
  return { ...httpAnswer(status, headers, body), statusText };
}

/** @param cut how much of the names is known to who asks */
export function refsJson(refs: readonly GitRef[], cut: number): object {
  return Object.fromEntries(
    refs.map(({ name, id, peeled, target }) => [
      name.slice(cut),
      {
        value: id,
        ...(peeled !== undefined && { peeled }),
        ...(target !== undefined && { target }),
      },
    ]),
  );
}

/** @param changes whether they were asked for: if not, there is no list of them, not even an empty one */
export function logJson({ commits, next, previous }: LogSlice, changes: boolean): object {
  return {
    log: commits.map((commit) => commitJson(commit, changes)),
    ...(previous !== undefined && { previous }),
    ...(next !== undefined && { next }),
  };
}

function commitJson(commit: GitCommit, changes: boolean): object {
  const { id, tree, parents, author, committer, message } = commit;
  return {
    commit: id,
    tree,
    parents,
    author: personJson(author),
    committer: personJson(committer),
    message,
    ...(changes && { tree_diff: commit.changes.map(changeJson) }),
  };
}

function personJson({ name, email, time, zone }: GitPerson): object {
  return { name, email, time: gitilesTime(time, zone) };
}

function changeJson(change: GitChange): object {
  const { type, oldId, oldMode, oldPath, newId, newMode, newPath, score } = change;
  return {
    type,
    old_id: oldId,
    old_mode: oldMode,
    old_path: oldPath,
    new_id: newId,
    new_mode: newMode,
    new_path: newPath,
    ...(score !== undefined && { score }),
  };
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The last second of the year 9999, and the first of the year 1: what four digits can say. */
const LAST = 253_402_300_799;
const FIRST = -62_135_596_800;

/**
 * Such as `Sat Sep 12 19:40:17 2015 +0200`. What git allows beyond years of four digits, or zones of a day, becomes the
 * nearest that can be written.
 */
export function gitilesTime(seconds: number, zone: number): string {
  const minutes = Math.min(Math.max(zone, -24 * 60), 24 * 60);
  const local = Math.min(Math.max(seconds + minutes * 60, FIRST), LAST);
  const date = new Date(local * 1000);
  const day = `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${two(date.getUTCDate())}`;
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  const year = String(date.getUTCFullYear()).padStart(4, '0');
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
  return `${day} ${time} ${year} ${offset}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
