// Document links: repositories, refs and builders, each with its page, and URLs.

import type { ConfigPart } from '../config/document/config-part.ts';
import { type BoundMessage, firstValue, valuesOf } from '../config/message/bound-message.ts';
import { readPart } from '../config/message/read-part.ts';
import type { BuildbucketTask, GitilesTask, Job } from '../schema/generated/messages.ts';
import { movedRange, type Range } from '../text/range.ts';
import { builderUrl } from './builder-url.ts';
import type { ConfigDocument } from './config-document.ts';
import { placedList } from './per-part.ts';

export interface DocumentLink {
  readonly range: Range;
  readonly target: string;
}

/** From top to bottom. Of a builder only if its project is known. */
export function documentLinks(document: ConfigDocument): readonly DocumentLink[] {
  return linksIn(document);
}

const linksIn = placedList(
  (part) => linksOf(part, readPart(part, part.projectConfig).root),
  ({ range, target }, line): DocumentLink => ({ range: movedRange(range, line), target }),
);

function linksOf(part: ConfigPart, root: BoundMessage): readonly DocumentLink[] {
  const entries = [...valuesOf(root, 'job'), ...valuesOf(root, 'trigger')];
  const found = entries.flatMap(({ message: entry }) => {
    if (!entry) return [];
    return entry.fields.flatMap(({ values }) =>
      values.flatMap(({ message }) => (message ? taskLinks(part, entry, message) : [])),
    );
  });
  return found.sort(
    (a, b) =>
      a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
}

function taskLinks(
  part: ConfigPart,
  entry: BoundMessage,
  task: BoundMessage,
): readonly DocumentLink[] {
  switch (task.type.fullName) {
    case 'scheduler.config.GitilesTask': {
      const { repo, refs } = task.value as GitilesTask;
      const page = repoPage(repo);
      if (page === undefined) return [];
      const links = refs.map((ref) =>
        ref.startsWith('refs/') ? `${page}/+/${refPath(ref)}` : undefined,
      );
      return [...linked(part, task, 'repo', [page]), ...linked(part, task, 'refs', links)];
    }
    case 'scheduler.config.UrlFetchTask':
      return linked(part, task, 'url', [webAddress((task.value as { url: string }).url)]);
    case 'scheduler.config.BuildbucketTask': {
      const { bucket, builder } = task.value as BuildbucketTask;
      const { realm } = entry.value as Pick<Job, 'realm'>;
      const node = firstValue(task, 'builder')?.node;
      const target = builderUrl(part.project, { bucket, builder, realm });
      return node && target !== undefined ? [{ range: inQuotes(part, node), target }] : [];
    }
    default:
      return [];
  }
}

function linked(
  part: ConfigPart,
  task: BoundMessage,
  field: string,
  targets: readonly (string | undefined)[],
): readonly DocumentLink[] {
  return valuesOf(task, field).flatMap(({ node }, i): DocumentLink[] => {
    const target = targets[i];
    return target === undefined ? [] : [{ range: inQuotes(part, node), target }];
  });
}

/** The page of a repository that Gitiles serves: what stands behind `?` or `#` is no part of its name. */
function repoPage(repo: string): string | undefined {
  return webAddress(repo)
    ?.replace(/[?#].*$/s, '')
    .replace(/(?:\.git)?\/*$/, '');
}

/** A ref as the rest of an address, which goes on behind `#` and `?`. */
function refPath(ref: string): string {
  return encodeURI(ref).replace(/[?#]/g, encodeURIComponent);
}

/** Nothing but the web: a config must not be able to make a link to a program or a file. */
function webAddress(url: string): string | undefined {
  return /^https?:\/\/[^\s"<>\\^`{|}]+$/i.test(url) && url.isWellFormed() ? url : undefined;
}

function inQuotes(part: ConfigPart, { start, end }: { start: number; end: number }): Range {
  return part.range({ start: start + 1, end: end - 1 }, 0);
}
