// The file of an engine: who comes first owns it, the others read along.

import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../src/task/world.ts';
import { errorText } from '../../src/text/wording.ts';
import { makeDurable, numberOf, openDatabase, SQLITE, sqliteCode } from './connection.ts';
import { EngineLock } from './engine-lock.ts';
import { EngineReader } from './engine-reader.ts';
import { kindOfFile, migrate, VERSION } from './migrations.ts';
import { nextOwner, RequestInbox } from './requests.ts';
import { type SetAside, setAside, type Unusable } from './set-aside.ts';
import { sqliteModule } from './sqlite-module.ts';
import { SqliteStore } from './sqlite-store.ts';

/** What has come of opening a file. */
export type EngineFile = OwnedFile | SharedFile | FileProblem;

/** No other process owns the engine as long as this one has not closed the file. */
export interface OwnedFile {
  readonly role: 'owner';
  readonly store: SqliteStore;
  readonly requests: RequestInbox;
  /** Of the tokens of topics: 32 bytes, the same as long as the file is. */
  readonly tokenSecret: Uint8Array;
  /** The file that was there and could not be used; this one is new. */
  readonly setAside?: SetAside;
  /** Commits what there is, and lets another process be the owner. */
  close(): void;
}

/** Another process owns the engine. */
export interface SharedFile {
  readonly role: 'reader';
  readonly reader: EngineReader;
  /**
   * To be tried now and then: undefined as long as there is an owner. With any other answer, this reader is closed.
   */
  takeOver(): OwnedFile | FileProblem | undefined;
  close(): void;
}

type ProblemCode =
  /** This Node has no SQLite. */
  | 'sqlite-missing'
  /** The folder or the file cannot be made, read or written to. */
  | 'file-not-writable'
  /** It is a SQLite file of another program. Nothing of it was changed. */
  | 'file-of-another-program'
  /** Another process, which runs another version of this program, has it. */
  | 'owned-by-another-version';

/** The file cannot be used, and was left as it is. */
interface FileProblem {
  readonly role: 'none';
  readonly code: ProblemCode;
  /** A sentence for users: what is wrong and what to do. */
  readonly message: string;
}

/** How long to wait for an owner that is about to make the file, and how long between looks. Milliseconds. */
const SETUP_LIMIT_MS = 5000;
const SETUP_POLL_MS = 20;

/** Opens the file of an engine; makes it, and its folder, if there is none. Never rejects. */
export async function openEngineFile(name: string, clock: Clock): Promise<EngineFile> {
  if (!sqliteModule()) return sqliteMissing();
  const file = path.resolve(name); // SQLite would take `file:x` for a URL, and `:memory:` for no file.
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    // Found out before a lock is left beside it.
    if (isFolder(file)) throw new Error('it is a folder');
    const until = clock.now() + SETUP_LIMIT_MS;
    for (;;) {
      const lock = EngineLock.take(file);
      const opened = lock ? openOwned(file, lock, clock) : openShared(file, clock);
      if (opened) return opened;
      if (clock.now() >= until) return anotherVersion(file);
      await clock.sleep(SETUP_POLL_MS);
    }
  } catch (error) {
    return notWritable(file, error);
  }
}

function isFolder(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** @param wasShared this process has read along, in its own version: a later one is in use beside it */
function openOwned(
  file: string,
  lock: EngineLock,
  clock: Clock,
  wasShared = false,
): OwnedFile | FileProblem {
  try {
    const opened = openAsOwner(file);
    if (typeof opened !== 'string') return owned(opened, lock);
    if (opened === 'newer' && wasShared) {
      lock.release();
      return anotherVersion(file);
    }
    const moved = setAside(file, opened, clock.now());
    const fresh = openAsOwner(file);
    if (typeof fresh !== 'string') return owned(fresh, lock, moved);
    throw new Error('a new file is unusable');
  } catch (error) {
    lock.release();
    return error === FOREIGN ? anotherProgram(file) : notWritable(file, error);
  }
}

type Opened = Pick<OwnedFile, 'store' | 'requests' | 'tokenSecret'>;

const FOREIGN = new Error('the file is of another program');

/** @throws FOREIGN, errors of the file system and SQLite's */
function openAsOwner(file: string): Opened | Unusable {
  if (fs.existsSync(file) && fs.existsSync(damageMark(file))) return 'corrupt';
  fs.rmSync(damageMark(file), { force: true }); // Of a file that was set aside.
  let db: DatabaseSync | undefined;
  try {
    makeUnlessThere(file);
    db = openDatabase(file);
    const found = kindOfFile(db);
    if (found.kind === 'foreign') throw FOREIGN;
    if (found.kind === 'ours' && found.version > VERSION) {
      db.close();
      return 'newer';
    }
    makeDurable(db);
    migrate(db);
    readStart(db);
    const store = new SqliteStore(db, (error) => markDamage(file, error));
    const tokenSecret = tokenSecretOf(db);
    // The first write: what is damaged is set aside as it was found.
    const requests = new RequestInbox(store, nextOwner(db));
    return { store, requests, tokenSecret };
  } catch (error) {
    db?.close();
    if (isDamageAtStart(error) || isReadOnlyByItself(error, file)) return 'corrupt';
    throw error;
  }
}

/** Its header says that nobody may write to it, though the file system lets us. */
function isReadOnlyByItself(error: unknown, file: string): boolean {
  if (sqliteCode(error) !== SQLITE.READONLY) return false;
  try {
    for (const written of [file, path.dirname(file)]) fs.accessSync(written, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Empty, for the user alone: SQLite gives what it puts beside the file the same permissions. */
function makeUnlessThere(file: string): void {
  if (!fs.existsSync(file)) fs.closeSync(fs.openSync(file, 'a', 0o600));
}

/**
 * Reads what an engine needs at its start; what is wrong with the rest of a large file shows when it is used.
 * @throws SQLite's errors, and SyntaxError for a record that is no JSON
 */
function readStart(db: DatabaseSync): void {
  const broken = `SELECT (SELECT total(NOT json_valid(body)) FROM item)
    + (SELECT total(NOT json_valid(body)) FROM job)
    + (SELECT total(NOT json_valid(body)) FROM invocation WHERE ended IS NULL)`;
  if (numberOf(db, broken) > 0) throw new SyntaxError('a record is no JSON');
}

/** @throws SQLite's errors, and SyntaxError if there is none */
function tokenSecretOf(db: DatabaseSync): Uint8Array {
  const value = db.prepare('SELECT value FROM token_secret').get()?.['value'];
  if (!(value instanceof Uint8Array)) throw new SyntaxError('the secret of the tokens is missing');
  return value;
}

function owned(opened: Opened, lock: EngineLock, moved?: SetAside): OwnedFile {
  const { store } = opened;
  return {
    role: 'owner',
    ...opened,
    ...(moved && { setAside: moved }),
    close() {
      store.close();
      lock.release();
    },
  };
}

/** Undefined if the owner has not made the file yet. @throws SQLite's errors */
function openShared(file: string, clock: Clock): SharedFile | FileProblem | undefined {
  const db = openDatabase(file);
  try {
    const found = kindOfFile(db);
    if (found.kind === 'ours' && found.version === VERSION) {
      makeDurable(db);
      return shared(file, new EngineReader(db, file), clock);
    }
    db.close();
    if (found.kind === 'foreign') return anotherProgram(file);
    return found.kind === 'empty' || found.version < VERSION ? undefined : anotherVersion(file);
  } catch (error) {
    db.close();
    throw error;
  }
}

function shared(file: string, reader: EngineReader, clock: Clock): SharedFile {
  return {
    role: 'reader',
    reader,
    takeOver() {
      try {
        const lock = EngineLock.take(file);
        if (!lock) return undefined;
        reader.close();
        return openOwned(file, lock, clock, true);
      } catch (error) {
        reader.close();
        return notWritable(file, error);
      }
    },
    close: () => reader.close(),
  };
}

/** An empty file whose presence says that a part of the engine's file could not be read. */
function damageMark(file: string): string {
  return `${file}.damaged`;
}

/** The next one to open the file sets it aside: to do so now would be under the feet of those who use it. */
function markDamage(file: string, error: unknown): void {
  if (!isDamage(error)) return;
  try {
    fs.writeFileSync(damageMark(file), '');
  } catch {
    // The next one will find the damage as this one has.
  }
}

function isDamage(error: unknown): boolean {
  const code = sqliteCode(error);
  if (code === SQLITE.CORRUPT || code === SQLITE.NOTADB) return true;
  // What is no JSON, and an integer that no record of ours has.
  return error instanceof SyntaxError || error instanceof RangeError;
}

/** While nothing is done but what every file allows, it is also the file's fault if SQL is wrong or a rule is broken. */
function isDamageAtStart(error: unknown): boolean {
  const code = sqliteCode(error) ?? -1;
  return isDamage(error) || [SQLITE.ERROR, SQLITE.CONSTRAINT, SQLITE.MISMATCH].includes(code);
}

function sqliteMissing(): FileProblem {
  return {
    role: 'none',
    code: 'sqlite-missing',
    message: `History cannot be kept in a file: this Node.js ${process.versions.node} has no SQLite. Use Node.js 22.13 or later.`,
  };
}

function notWritable(file: string, error: unknown): FileProblem {
  return {
    role: 'none',
    code: 'file-not-writable',
    message: `History cannot be kept in ${file}: ${errorText(error)}. Make the file and its folder writable, or name another file.`,
  };
}

function anotherProgram(file: string): FileProblem {
  return {
    role: 'none',
    code: 'file-of-another-program',
    message: `History cannot be kept in ${file}, which is a database of another program. Name another file.`,
  };
}

function anotherVersion(file: string): FileProblem {
  return {
    role: 'none',
    code: 'owned-by-another-version',
    message: `History cannot be kept in ${file}: another process that runs another version of this program uses it. End that one, or update it, and try again.`,
  };
}
