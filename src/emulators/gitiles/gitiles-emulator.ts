// A Gitiles server over repositories that are not on one: as much of it as a poller asks for.

import { quotedValue } from '../../golang/quoted-value.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../io/http.ts';
import type { GitRepository } from './git-repository.ts';
import { errorAnswer, jsonAnswer, logJson, refsJson } from './gitiles-answer.ts';
import { type GitilesView, parseGitilesUrl } from './gitiles-view.ts';
import { revisionRange } from './revision-range.ts';

export interface GitilesEmulatorOptions {
  /** The repository of a project on a host, if there is one. May reject with a GitProblem. */
  readonly repositories: (host: string, project: string) => Promise<GitRepository | undefined>;
}

/** How many commits a page has unless it is said, and at most. */
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 10_000;

/** Answers what a Gitiles server would; a repository that cannot be asked is a transport failure, for there is no server. */
export function createGitilesEmulator(options: GitilesEmulatorOptions): HttpClient {
  return { request: (request, signal) => respond(options, request, signal) };
}

async function respond(
  { repositories }: GitilesEmulatorOptions,
  { method, url }: HttpRequest,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  signal?.throwIfAborted();
  if (method !== 'GET') return errorAnswer(405, `Nothing but GET is understood, not ${method}.`);
  const view = parseGitilesUrl(url);
  if (!view) return errorAnswer(404, 'This URL is not one of Gitiles.');
  const repository = await repositories(view.host, view.project);
  if (!repository) {
    return errorAnswer(404, `There is no repository ${quotedValue(view.project)} on ${view.host}.`);
  }
  const [format = 'HTML'] = view.parameters.get('format') ?? [];
  if (format.toUpperCase() !== 'JSON') {
    return errorAnswer(400, `Nothing but format=JSON is understood, not ${quotedValue(format)}.`);
  }
  if (view.command === 'refs') return refsAnswer(repository, view.rest, signal);
  if (view.command === 'log') return logAnswer(repository, view, signal);
  return errorAnswer(404, `Nothing but +refs and +log is understood, not +${view.command}.`);
}

/** Below `refs` the names are whole, and HEAD is among them; below a longer prefix they are cut. */
async function refsAnswer(
  repository: GitRepository,
  rest: string,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  if (rest === '') {
    const head = await repository.head(signal);
    const refs = await repository.refs('refs/', signal);
    return jsonAnswer(refsJson(head ? [head, ...refs] : refs, 0));
  }
  const name = `refs/${rest}`;
  const below = await repository.refs(`${name}/`, signal);
  if (below.length > 0) return jsonAnswer(refsJson(below, name.length + 1));
  const same = (await repository.refs(name, signal)).filter((ref) => ref.name === name);
  return jsonAnswer(refsJson(same, 0));
}

async function logAnswer(
  repository: GitRepository,
  { rest, parameters }: GitilesView,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  const range = await revisionRange(repository, rest === '' ? 'HEAD' : rest, signal);
  if (!range) return errorAnswer(404, `There is no commit ${quotedValue(rest || 'HEAD')}.`);
  const limit = limitOf(parameters.get('n')?.[0]);
  if (limit < 1) return errorAnswer(400, 'The parameter n has to be 1 or more.');
  const start = await startOf(repository, parameters.get('s') ?? [], signal);
  if (!start.ok) return errorAnswer(404, 'The parameter s names no commit.');

  const nameStatus = parameters.get('name-status')?.[0];
  const changes = nameStatus === '1' || nameStatus === '';
  const { commit, since, path } = range;
  const slice = await repository.log(
    {
      commit,
      limit,
      changes,
      ...(since !== undefined && { since }),
      ...(path !== '' && { path }),
      ...(start.commit !== undefined && { start: start.commit }),
    },
    signal,
  );
  return jsonAnswer(logJson(slice, changes));
}

/** What is no number counts as none. */
function limitOf(text: string | undefined): number {
  return text !== undefined && /^-?\d+$/.test(text)
    ? Math.min(Number(text), MAX_LIMIT)
    : DEFAULT_LIMIT;
}

/** The commit that a page begins with is told as an id, which may be abbreviated. */
async function startOf(
  repository: GitRepository,
  values: readonly string[],
  signal: AbortSignal | undefined,
): Promise<{ readonly ok: boolean; readonly commit?: string }> {
  const [id] = values;
  if (id === undefined) return { ok: true };
  if (values.length > 1 || !/^[0-9a-f]{4,64}$/i.test(id)) return { ok: false };
  const commit = await repository.commitOf(id, signal);
  return commit === undefined ? { ok: false } : { ok: true, commit };
}
