// Kills processes at random moments, one after the other on the same file, and looks at what each has left.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { numberOf, openDatabase } from '../../../host/sqlite/connection.ts';
import { kindOfFile, VERSION } from '../../../host/sqlite/migrations.ts';
import { SqliteStore } from '../../../host/sqlite/sqlite-store.ts';
import { Draw } from '../draw.ts';
import { type Aftermath, IN_THE_END, STANDING, violations } from '../invariants.ts';
import { readAftermath } from '../read-aftermath.ts';
import { KillFolder, traceTable } from './kill-folder.ts';

export interface Kills {
  readonly survived: number;
  /** Those that came before the file was of the current version. */
  readonly beforeMigrated: number;
  readonly invocations: number;
  readonly violations: readonly string[];
}

/** The first so many lives of a file are cut while it is made and migrated. */
const SHORT_LIVES = 3;
const SHORT_MS = 12;
const LONG_MS = 250;

/** Kills so many processes on one file, then lets one go on to its end. */
export async function tryKills(seed: number, kills: number): Promise<Kills> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'faults-'));
  try {
    return await killOneByOne(folder, seed, kills);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

async function killOneByOne(folder: string, seed: number, kills: number): Promise<Kills> {
  const draw = new Draw(`kills ${seed}`);
  const found = new Map<string, string>();
  let survived = 0;
  let beforeMigrated = 0;
  for (let life = 1; life <= kills; life++) {
    const isShort = life <= SHORT_LIVES;
    const ms = draw.next() * (isShort ? SHORT_MS : LONG_MS);
    await liveAndDie([folder, String(seed), String(life), 'work'], isShort ? 'begun' : 'ready', ms);
    survived++;
    const aftermath = await look(folder);
    if (aftermath === undefined) beforeMigrated++;
    else note(found, `kill ${life}`, violations(aftermath, STANDING));
  }
  const child = start([folder, String(seed), String(kills + 1), 'settle']);
  const [code] = await once(child, 'exit');
  if (code !== 0) found.set(`the last process has ended with ${code}`, 'the end');
  const aftermath = await look(folder);
  note(found, 'the end', aftermath ? violations(aftermath, IN_THE_END) : ['there is no file']);
  const texts = [...found].map(([violation, at]) => `${at}: ${violation}`);
  const invocations = aftermath?.invocations.length ?? 0;
  return { survived, beforeMigrated, invocations, violations: texts };
}

function note(found: Map<string, string>, at: string, violations: readonly string[]): void {
  for (const violation of violations) if (!found.has(violation)) found.set(violation, at);
}

function start(args: readonly string[]) {
  const script = path.join(import.meta.dirname, 'working-process.ts');
  return spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Kills the process so many milliseconds after it has said `cue`. */
async function liveAndDie(args: readonly string[], cue: string, ms: number): Promise<void> {
  const child = start(args);
  const exit = once(child, 'exit');
  for await (const line of readline.createInterface({ input: child.stdout })) {
    if (line !== cue) continue;
    await wait(ms);
    child.kill('SIGKILL');
  }
  const [code, signal] = await exit;
  if (signal !== 'SIGKILL') throw new Error(`the process has ended by itself, with ${code}`);
}

/** What is in the file, which must be whole. Undefined if it was not of the current version yet. */
async function look(folder: string): Promise<Aftermath | undefined> {
  const outside = new KillFolder(folder);
  const db = openDatabase(outside.engineFile);
  const ok = db.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
  if (ok !== 'ok') throw new Error(`the file is damaged: ${ok}`);
  const kind = kindOfFile(db);
  if (kind.kind === 'foreign' || (kind.kind === 'ours' && kind.version > VERSION)) {
    throw new Error('the file is none of ours');
  }
  const isMigrated = kind.kind === 'ours' && kind.version === VERSION;
  if (
    !isMigrated ||
    numberOf(db, "SELECT count(*) FROM sqlite_schema WHERE name = 'trace'") === 0
  ) {
    db.close();
    return undefined;
  }
  const trace = traceTable(db).read();
  const store = new SqliteStore(db);
  const { operations, said } = { operations: outside.operations(), said: outside.said() };
  const aftermath = await readAftermath(store, trace, { operations, said });
  store.close();
  return aftermath;
}
