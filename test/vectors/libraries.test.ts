// Comparison of everything that decides a verdict with answers of the libraries behind the service; prints how
// much of it agrees. What each part says in detail is in the tests beside it; this is the sum.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import { ProjectConfigDocument } from '../../src/config/document/project-config-document.ts';
import { parseDuration } from '../../src/golang/duration.ts';
import { compileRegexp } from '../../src/golang/regexp/regexp.ts';
import { parseUrl } from '../../src/golang/url.ts';
import { parseCron } from '../../src/schedule/cron-expression.ts';
import { nextCronTime } from '../../src/schedule/cron-next.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';

/** Where the answers come from; the copies in this folder are there without it. */
const SHARED = path.join(ROOT, '..', 'shared', 'vectors', 'libraries.json');

/** What a vector states, by kind of vector. */
type Vector = Readonly<Record<string, unknown>>;

/** Kind by kind, as in libraries.json: the copy, and what we say. */
const KINDS: Readonly<Record<string, { copy: string; answer: (vector: Vector) => unknown }>> = {
  buildbucketServer: {
    copy: 'buildbucket-server.json',
    answer: ({ server }) => {
      const text = `job { id: "a" buildbucket { server: ${JSON.stringify(server)} bucket: "b" builder: "b" } }`;
      return { valid: codesOf(text).every((code) => !code.startsWith('bb-server-')) };
    },
  },
  cron: { copy: 'cron.json', answer: cronAnswer },
  duration: {
    copy: 'duration.json',
    answer: ({ text }) => {
      const parsed = parseDuration(String(text));
      return parsed.ok ? { valid: true, ns: String(parsed.ns) } : { valid: false };
    },
  },
  regexp: {
    copy: 'regexp.json',
    answer: ({ re }) => {
      const compiled = compileRegexp(String(re));
      if (!compiled.ok) return { valid: false };
      const { text, complete } = compiled.regexp.literalPrefix;
      return { valid: true, literalPrefix: text, complete };
    },
  },
  textformat: {
    copy: 'textformat.json',
    answer: ({ text }) => ({
      valid: codesOf(String(text)).every((code) => !code.startsWith('textproto-')),
    }),
  },
  url: {
    copy: 'url.json',
    answer: ({ url }) => {
      const parsed = parseUrl(String(url));
      if (!parsed.ok) return { valid: false };
      const { scheme, host, path } = parsed.url;
      return { valid: true, absolute: scheme !== '', host, path };
    },
  },
};

function codesOf(text: string): readonly string[] {
  const document = ProjectConfigDocument.open(text, {
    project: 'p',
    registry: validationManagers(),
  });
  return document.findings().map(({ code }) => code);
}

function cronAnswer({ expr, from, next }: Vector): unknown {
  const parsed = parseCron(String(expr));
  if (!parsed.ok) return { valid: false };
  let now = Date.parse(String(from));
  // Where the library breaks down, there is no next time (schedule.md C11).
  if (!Array.isArray(next))
    return { valid: true, next: nextCronTime(parsed.expression, now) ?? 'panic' };
  const times: string[] = [];
  while (times.length < next.length) {
    const time = nextCronTime(parsed.expression, now);
    times.push(time === undefined ? 'none' : new Date(time).toISOString().replace('.000', ''));
    if (time === undefined) break;
    if (time <= now) times.push('not-after-argument');
    now = time;
  }
  return { valid: true, next: times };
}

/** Of what we say, only what the vector speaks of counts. */
function agrees(vector: Vector, answer: unknown): boolean {
  return Object.entries(answer as Vector).every(
    ([key, value]) => !(key in vector) || JSON.stringify(value) === JSON.stringify(vector[key]),
  );
}

describe('answers of the libraries behind the service', () => {
  for (const [kind, { copy, answer }] of Object.entries(KINDS)) {
    it(kind, () => {
      const file = path.join(ROOT, 'test', 'vectors', copy);
      const vectors: readonly Vector[] = JSON.parse(fs.readFileSync(file, 'utf8'));
      const others = vectors.filter((vector) => !agrees(vector, answer(vector)));
      console.log(`      ${kind}: ${vectors.length - others.length} of ${vectors.length} agree`);
      assert.ok(vectors.length > 50);
      assert.deepEqual(others, []);
    });
  }

  it('are all here', function () {
    if (!fs.existsSync(SHARED)) {
      console.log(`      SKIPPED: there is no ${path.relative(ROOT, SHARED)} to compare with`);
      this.skip();
    }
    const shared: Readonly<Record<string, unknown>> = JSON.parse(fs.readFileSync(SHARED, 'utf8'));
    for (const [kind, vectors] of Object.entries(shared)) {
      if (!Array.isArray(vectors)) continue;
      const file = path.join(ROOT, 'test', 'vectors', KINDS[kind]?.copy ?? `${kind}.json`);
      assert.equal(JSON.parse(fs.readFileSync(file, 'utf8')).length, vectors.length, kind);
    }
  });
});
