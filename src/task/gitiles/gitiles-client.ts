// The REST client of a Gitiles server as the service has it (managers.md 4.3): what it asks, and in which words.

import { percentEncode } from '../../golang/percent-encode.ts';
import { quotedValue } from '../../golang/quoted-value.ts';
import { encodeQuery } from '../../golang/url-query.ts';
import { decodeUtf8 } from '../../golang/utf8.ts';
import { DeadlineExceeded } from '../../io/deadline.ts';
import { errorText, shortened } from '../../text/wording.ts';
import type { HttpClient } from '../world.ts';
import { withoutEndingSlashes } from './ending-slashes.ts';
import { codeOfStatus, GitilesError, type GitilesErrorCode } from './gitiles-error.ts';
import { type GitilesCommit, readLog, readRefs } from './gitiles-json.ts';

/** OAuth scopes of the project's credentials. */
export const GITILES_SCOPES: readonly string[] = [
  'https://www.googleapis.com/auth/userinfo.email',
  'https://www.googleapis.com/auth/gerritcodereview',
];

/**
 * What the client takes for the host of a Gitiles server (managers.md 4.1): its dots stand for any character. The service
 * repeats the group, which matches nothing more, and here would take for ever to find that out.
 */
const HOST = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?.googlesource.com$/;

/** An answer may have this many bytes. The refs of the largest repositories take a tenth of it. */
const MAX_BODY_BYTES = 256 * 1024 * 1024;

/** A server that has no end of pages would keep the service busy until its time is up. */
const MAX_PAGES = 1000;

export interface LogQuery {
  readonly commit: string;
  /** Without what can be reached from this one. */
  readonly since?: string;
  /** How many commits to get at most, the newest ones. */
  readonly limit: number;
  /** Whether to say of each commit which paths it changes. */
  readonly treeDiff: boolean;
}

export class GitilesClient {
  readonly #http: HttpClient;
  readonly #host: string;
  readonly #base: string;
  readonly #project: string;

  /**
   * @param project its path, decoded
   * @throws GitilesError if no Gitiles server can have this name
   */
  constructor(http: HttpClient, host: string, project: string) {
    if (!HOST.test(host)) {
      throw new GitilesError(
        'InvalidArgument',
        `${quotedValue(host)} is not the name of a Gitiles server: write it in lower case, with one label before .googlesource.com.`,
      );
    }
    this.#http = http;
    this.#host = host;
    this.#project = project;
    this.#base = `https://${host}/a/${percentEncode(project, 'segment')}`;
  }

  /**
   * The refs below a prefix, and the object in hex that each points to; that is the tag where there is an annotated one.
   * @param prefix such as `refs/heads`; slashes at its end do not count
   * @param signal cuts what is under way
   * Rejects with a GitilesError.
   */
  async refs(prefix: string, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const path = withoutEndingSlashes(prefix);
    const body = await this.#get(`/+${percentEncode(path, 'segment')}`, {}, signal);
    return readRefs(body, path);
  }

  /** Newest first, page by page. Rejects with a GitilesError; that of no commit, nothing is asked (managers.md 4.3). */
  async log(query: LogQuery, signal: AbortSignal): Promise<readonly GitilesCommit[]> {
    const { commit, since, limit, treeDiff } = query;
    // The service's client asks for no such commit, which only something that is no Gitiles server can name.
    if (commit === '' || commit.startsWith('/') || commit.includes('..')) {
      throw new GitilesError(
        'InvalidArgument',
        `${this.#host} says that a ref points to ${quotedValue(commit)}, which names no commit. This is no Gitiles server.`,
      );
    }
    const range = since === undefined ? commit : `${since}..${commit}`;
    const path = `/+log/${percentEncode(range, 'segment')}`;
    const commits: GitilesCommit[] = [];
    let next = '';
    for (let page = 0; page < MAX_PAGES; page++) {
      const body = await this.#get(
        path,
        {
          n: String(limit - commits.length),
          ...(treeDiff && { 'name-status': '1' }),
          ...(next !== '' && { s: next }),
        },
        signal,
      );
      const answer = readLog(body);
      commits.push(...answer.commits);
      next = answer.next;
      if (next === '' || commits.length >= limit) return commits.slice(0, limit);
    }
    throw new GitilesError('DeadlineExceeded', `The log that ${this.#host} gives has no end.`);
  }

  async #get(
    path: string,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    // The service's client asks for nothing without a project, which a `repo` that ends with `/a/` has not.
    if (this.#project === '') {
      throw new GitilesError(
        'InvalidArgument',
        'The path of `repo` names no repository: write `repo` as in https://chromium.googlesource.com/infra/infra.',
      );
    }
    const url = `${this.#base}${path}?${encodeQuery({ ...query, format: 'JSON' })}`;
    const response = await this.#http.request({ method: 'GET', url }, signal).catch((error) => {
      throw this.#noAnswer(error, 'Unknown');
    });
    const { bytes, error } = await response.readBody(MAX_BODY_BYTES).catch((cause) => {
      throw this.#noAnswer(cause, 'Internal');
    });
    if (error) throw this.#noAnswer(error, 'Internal');
    if (response.status === 200) return bytes;
    throw new GitilesError(
      codeOfStatus(response.status),
      `${this.#host} answers with HTTP status ${response.status}${said(bytes)}.`,
    );
  }

  /** @param code unless it was the time that was up */
  #noAnswer(cause: unknown, code: GitilesErrorCode): GitilesError {
    const late = cause instanceof DeadlineExceeded;
    const message = `${this.#host} cannot be asked: ${errorText(cause)}`;
    return new GitilesError(late ? 'DeadlineExceeded' : code, message, { cause });
  }
}

/** The beginning of what a server says of its error, on one line. */
function said(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes.subarray(0, 1000)).replace(/\s+/g, ' ').trim();
  if (text === '' || text.startsWith('<')) return ''; // Pages for a browser do not say it in few words.
  return `: ${shortened(text, 300).replace(/\.$/, '')}`;
}
