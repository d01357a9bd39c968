import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import {
  circle,
  type Import,
  imports,
  importsBetweenRooms,
  ROOMS,
  reachedFrom,
  roomOf,
} from './import-graph.ts';

/** The folders of src/config, in their order: each may import those before it and itself. */
const SHELVES = ['message', 'rules', 'lints/entry', 'lints/document', 'document', 'fixes'];

/** Folders of which others may import one file alone. */
const DOORS: Readonly<Record<string, string>> = {
  'src/golang/regexp': 'src/golang/regexp/regexp.ts',
  'src/language': 'src/language/language.ts',
};

describe('imports', () => {
  const all = imports();
  const actual = importsBetweenRooms();

  it('between rooms are those of the table in docs/architecture.md', () => {
    const lines = [...actual].map(
      ([room, others]) => `${room} → ${others.join(', ') || 'nothing'}`,
    );
    console.log(lines.map((line) => `      ${line}`).join('\n'));
    const text = fs.readFileSync(path.join(ROOT, 'docs/architecture.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `([^`]+)\/` +\|[^|]*\| ([^|]*?) *\|$/gm)];
    assert.deepEqual(
      rows.map(([, room, others = '']) => `${room} → ${others.replaceAll('`', '')}`),
      lines,
    );
  });

  it('between rooms are those of the TypeScript projects', () => {
    for (const [room, others] of actual) {
      const folder = path.join(ROOT, room);
      const { references = [] } = JSON.parse(
        fs.readFileSync(path.join(folder, 'tsconfig.json'), 'utf8'),
      ) as { references?: { path: string }[] };
      const referenced = references.map((reference) =>
        path.relative(ROOT, path.join(folder, reference.path)).split(path.sep).join('/'),
      );
      assert.deepEqual(referenced, others, room);
    }
  });

  it('never go from the command line to the extension, nor back', () => {
    const isBetween = ({ from, to }: Import) =>
      [from, to].some((file) => file.startsWith('cli/')) &&
      [from, to].some((file) => file.startsWith('client/'));
    assert.deepEqual(all.filter(isBetween), []);
  });

  it('make no circle of files', () => {
    assert.equal(circle(all), undefined);
  });

  it('go through the door where a folder has one', () => {
    for (const [folder, door] of Object.entries(DOORS)) {
      const isInside = (file: string) => file.startsWith(`${folder}/`);
      const inward = all.filter(({ from, to }) => isInside(to) && !isInside(from));
      assert.deepEqual([...new Set(inward.map(({ to }) => to))], [door]);
    }
  });

  it('of the shelves of src/config go down only', () => {
    const shelfOf = (file: string) =>
      SHELVES.findIndex((shelf) => file.startsWith(`src/config/${shelf}/`));
    const upwards = all.filter(({ from, to }) => shelfOf(to) > shelfOf(from) && shelfOf(from) >= 0);
    assert.deepEqual(upwards, []);
    assert.ok(SHELVES.every((_, i) => all.some(({ from }) => shelfOf(from) === i)));
  });

  it('of the language server lead to nothing that runs a program or opens a connection', () => {
    const reached = reachedFrom('server/main.ts', all);
    assert.ok(reached.has('host/git/ref-files.ts') && !reached.has('host/git/git-process.ts'));
    const able = [...reached].filter((file) =>
      /(?:from|import\()\s*'(?:node:)?(?:child_process|cluster|worker_threads|net|tls|dgram|dns|https?|http2|inspector)(?:\/\w+)?'/.test(
        fs.readFileSync(path.join(ROOT, file), 'utf8'),
      ),
    );
    assert.deepEqual(able, []);
  });

  it('are all of files in rooms', () => {
    for (const { from, to } of all) assert.ok(ROOMS.includes(roomOf(from)) && roomOf(to));
  });
});

describe('circle', () => {
  const cases: [edges: string, found: string | undefined][] = [
    ['', undefined],
    ['a-b b-c a-c', undefined],
    ['a-b b-a', 'a b a'],
    ['a-b b-c c-d d-b', 'b c d b'],
    ['a-a', 'a a'],
  ];
  for (const [edges, found] of cases) {
    it(`of ${edges || 'nothing'}: ${found ?? 'none'}`, () => {
      const list = edges.split(' ').filter((edge) => edge !== '');
      const parsed = list.map((edge) => {
        const [from = '', to = ''] = edge.split('-');
        return { from, to };
      });
      assert.equal(circle(parsed)?.join(' '), found);
    });
  }
});
