import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analysePart } from '../../../src/config/document/entry-analysis.ts';
import { bindMessage } from '../../../src/config/message/bind.ts';
import { PROJECT_CONFIG } from '../../../src/schema/schema.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { Source } from '../../../src/text/source.ts';
import { parseTextproto } from '../../../src/textproto/parser.ts';
import type { TextError } from '../../../src/textproto/tree.ts';
import { protoJson } from '../proto-json.ts';

const OPTIONS = { project: 'proj', registry: validationManagers() };

function textErrors(text: string): readonly TextError[] {
  return analysePart(new Source(text), OPTIONS).textErrors;
}

function parsed(text: string): object {
  const source = new Source(text);
  const { fields } = parseTextproto(source);
  return protoJson(
    bindMessage(source, fields, PROJECT_CONFIG, { start: 0, end: 0 }, []).value,
    PROJECT_CONFIG,
  );
}

describe('the text format, as the service reads it', () => {
  interface Vector {
    readonly text: string;
    readonly valid: boolean;
    readonly parsed?: object;
  }
  for (const vector of vectors<Vector>('textformat.json')) {
    it(`${vector.valid ? 'accepts' : 'rejects'} ${JSON.stringify(vector.text)}`, () => {
      assert.equal(textErrors(vector.text).length === 0, vector.valid);
      if (vector.parsed) assert.deepEqual(parsed(vector.text), vector.parsed);
    });
  }
});

/**
 * Verdicts of github.com/golang/protobuf v1.5.4, which the service runs: what it makes of a text, or the kind
 * and the line of its error. A byte that is not UTF-8 is written as a lone surrogate (utf8.ts).
 */
describe('the text format, as golang/protobuf reads it', () => {
  interface Vector {
    readonly text: string;
    readonly parsed?: object;
    readonly code?: string;
    /** From 1; only LF ends a line. */
    readonly line?: number;
  }
  for (const { text, code, line, ...vector } of vectors<Vector>('textformat-go.json')) {
    it(`${JSON.stringify(text)} → ${code ?? JSON.stringify(vector.parsed)}`, () => {
      const [first] = textErrors(text);
      assert.equal(first?.verdict ?? first?.code, code);
      if (first) assert.equal(lineOf(text, first.raisedAt), line);
      else assert.deepEqual(parsed(text), vector.parsed);
    });
  }
});

function vectors<T>(name: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(`../../vectors/${name}`, import.meta.url), 'utf8'));
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
