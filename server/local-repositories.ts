// The refs of repositories on this machine, where the user's host table names a folder for a poller's repository.
//
// They are read as files, and only for somebody who asks in a config of a workspace that is trusted: no program is run, and
// no folder is looked at that the table does not name.

import os from 'node:os';
import path from 'node:path';
import { fetchedRefs } from '../host/git/fetched-refs.ts';
import { KnownRefs } from '../host/git/known-refs.ts';
import type { RefNames } from '../host/git/ref-files.ts';
import { askedHost } from '../host/hosts/asked-host.ts';
import { type HostTable, hostTable, parseRow, routeOf } from '../host/hosts/host-table.ts';
import { parseRequestUrl } from '../src/golang/url-request.ts';
import type { LocalRefs, LocalRefsOf } from '../src/language/language.ts';
import { parseRepoUrl } from '../src/task/gitiles/repo-url.ts';
import type { Settings } from './settings.ts';

/** Nobody waits longer for refs; later they are there. In ms. */
const WAIT_MS = 250;

/** Where a repository is on this machine, and what it is called on its server. */
interface Clone {
  readonly folder: string;
  readonly host: string;
  readonly project: string;
}

export class LocalRepositories {
  readonly #base: string;
  readonly #refs = new KnownRefs(Date.now);
  #table: HostTable = [];
  #tableOf: Settings['hosts'] | undefined;
  /** By what they were made of, so that the same refs are the same object. */
  readonly #made = new WeakMap<RefNames, Map<string, LocalRefs>>();

  /** @param folders of the client, on this machine: relative ones of the table are in the first */
  constructor(folders: readonly string[]) {
    this.#base = folders[0] ?? os.homedir();
  }

  /**
   * Sees to it that `of` knows the refs of a repository as they are now, or will know them; undefined if it does, or if
   * there is nothing to be known. Never rejects.
   * @param uri of the document that asks
   * @param repo its URL as a config has it
   */
  refresh(uri: string, repo: string, settings: Settings): Promise<void> | undefined {
    const clone = this.#cloneOf(uri, repo, settings);
    const refreshed = clone && this.#refs.refresh(clone.folder);
    if (!refreshed) return undefined;
    let timer: NodeJS.Timeout;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, WAIT_MS);
    });
    return Promise.race([refreshed, late]).finally(() => clearTimeout(timer));
  }

  /** What `of` tells may soon be more. */
  get isReading(): boolean {
    return this.#refs.isReading;
  }

  /** What is known to a document. @param uri of it */
  of(uri: string, settings: Settings): LocalRefsOf {
    return (repo) => {
      const clone = this.#cloneOf(uri, repo, settings);
      const known = clone && this.#refs.get(clone.folder);
      return known && this.#localRefs(known, clone);
    };
  }

  /** A document that is nowhere yet counts as one of this machine; one in another file system does not. */
  #cloneOf(uri: string, repo: string, { trusted, hosts }: Settings): Clone | undefined {
    if (!trusted || !/^(?:file|untitled):/.test(uri)) return undefined;
    const parsed = parseRepoUrl(repo);
    const requested = parseRequestUrl(repo);
    if (!parsed.ok || !requested.ok) return undefined;
    const route = routeOf(this.#tableFrom(hosts), askedHost(requested.url));
    return route.kind === 'git' ? { ...parsed, folder: route.folder } : undefined;
  }

  #tableFrom(hosts: Settings['hosts']): HostTable {
    if (this.#tableOf === hosts) return this.#table;
    const rows = [...hosts].flatMap(([host, target]) => {
      const parsed = parseRow(host, target, 'user', this.#base);
      return parsed.ok ? [parsed.row] : [];
    });
    this.#tableOf = hosts;
    this.#table = hostTable(rows);
    return this.#table;
  }

  #localRefs(known: RefNames, clone: Clone): LocalRefs {
    const key = `${clone.host}/${clone.project}`;
    const made = this.#made.get(known) ?? new Map<string, LocalRefs>();
    this.#made.set(known, made);
    const { names, head, remotes } = known;
    const refs = made.get(key) ?? {
      folder: shownFolder(clone.folder),
      names,
      fetched: fetchedRefs(names, remotes, clone),
      head,
    };
    made.set(key, refs);
    return refs;
  }
}

/** As people write folders of their own. */
function shownFolder(folder: string): string {
  const home = os.homedir() + path.sep;
  return folder.startsWith(home) ? path.join('~', folder.slice(home.length)) : folder;
}
