// The folder that processes work in until they are killed: the engine's file, and what the world outside remembers.

import fs from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { SaidLine } from '../actor.ts';
import type { Operation } from '../fake-service.ts';
import { Trace } from '../trace.ts';

export class KillFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get engineFile(): string {
    return path.join(this.#folder, 'engine.db');
  }

  /** Once it returns, it outlives the process. */
  noteOperation(operation: Operation): void {
    this.#append('operations', operation);
  }

  noteLine(line: SaidLine): void {
    this.#append('said', line);
  }

  operations(): readonly Operation[] {
    return this.#read('operations') as Operation[];
  }

  said(): readonly SaidLine[] {
    return this.#read('said') as SaidLine[];
  }

  #append(name: string, value: unknown): void {
    fs.appendFileSync(path.join(this.#folder, name), `${encode(value)}\n`);
  }

  #read(name: string): unknown[] {
    const file = path.join(this.#folder, name);
    if (!fs.existsSync(file)) return [];
    const lines = fs.readFileSync(file, 'utf8').split('\n').slice(0, -1); // Half a line was not noted.
    return lines.map(decode);
  }
}

/** The trace as a table beside the engine's, so that each part is committed with what it tells of, or not at all. */
export function traceTable(db: DatabaseSync): { keep(part: Trace): void; read(): Trace } {
  db.exec('CREATE TABLE IF NOT EXISTS trace (part TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO trace VALUES (?)');
  return {
    keep: (part) => {
      insert.run(encode({ ...part, armed: [...part.armed] }));
    },
    read: () => {
      const trace = new Trace();
      for (const { part } of db.prepare('SELECT part FROM trace ORDER BY rowid').all()) {
        trace.add(decode(String(part)) as Trace);
      }
      return trace;
    },
  };
}

/** JSON in which ids of Invocations stay what they are. */
function encode(value: unknown): string {
  return JSON.stringify(value, (_key, part) =>
    typeof part === 'bigint' ? { bigint: String(part) } : part,
  );
}

function decode(text: string): unknown {
  return JSON.parse(text, (_key, part) =>
    typeof part?.bigint === 'string' ? BigInt(part.bigint) : part,
  );
}
