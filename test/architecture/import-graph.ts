// The imports between the source files of the project, read from the sources.

import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';

/** Folders that are a TypeScript project each; a file belongs to the longest that it is in. */
export const ROOMS: readonly string[] = [
  'src/text',
  'src/golang',
  'src/textproto',
  'src/schema',
  'src/io',
  'src/prpc',
  'src/schedule',
  'src/cron',
  'src/task',
  'src/policy',
  'src/config',
  'src/language',
  'src/engine',
  'src/emulators',
  'host',
  'server',
  'client/panel',
  'client',
  'cli',
];

export interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every import of one source file by another, types included. Paths are relative to the root, with slashes. */
export function imports(): readonly Import[] {
  return sources().flatMap((from) => {
    const text = fs.readFileSync(path.join(ROOT, from), 'utf8');
    const specifiers = [...text.matchAll(/(?:\bfrom|\bimport\()\s*'(\.[^']*)'/g)];
    return specifiers.map(([, specifier = '']) => ({
      from,
      to: path.posix.join(path.posix.dirname(from), specifier),
    }));
  });
}

export function roomOf(file: string): string {
  const room = ROOMS.find((folder) => file.startsWith(`${folder}/`));
  if (room === undefined) throw new Error(`${file} is in no room`);
  return room;
}

/** By room, the rooms that its files import; sorted as `ROOMS` are. */
export function importsBetweenRooms(): ReadonlyMap<string, readonly string[]> {
  const found = imports().map(({ from, to }) => [roomOf(from), roomOf(to)] as const);
  return new Map(
    ROOMS.map((room) => [
      room,
      ROOMS.filter((other) => other !== room && found.some(([a, b]) => a === room && b === other)),
    ]),
  );
}

/** The file and all that it imports, and what that imports, and so on. */
export function reachedFrom(file: string, edges: readonly Import[]): ReadonlySet<string> {
  const reached = new Set([file]);
  for (const at of reached) for (const { from, to } of edges) if (from === at) reached.add(to);
  return reached;
}

/** A circle of files that import each other, in their order; undefined if there is none. */
export function circle(edges: readonly Import[]): readonly string[] | undefined {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (file: string, above: readonly string[]): readonly string[] | undefined => {
    if (above.includes(file)) return [...above.slice(above.indexOf(file)), file];
    if (done.has(file)) return undefined;
    done.add(file);
    for (const target of next.get(file) ?? []) {
      const found = visit(target, [...above, file]);
      if (found) return found;
    }
    return undefined;
  };
  for (const file of next.keys()) {
    const found = visit(file, []);
    if (found) return found;
  }
  return undefined;
}

function sources(): readonly string[] {
  return fs
    .globSync('{src,host,server,client,cli}/**/*.ts', { cwd: ROOT })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !file.endsWith('.d.ts'))
    .sort();
}
