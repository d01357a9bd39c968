// Verdicts on real configs, which are not part of this repository: each file's is argued from its row in the
// corpus's index or from its text, not from what our code says.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ProjectConfigDocument } from '../../src/config/document/project-config-document.ts';
import type { Finding } from '../../src/config/finding.ts';
import { decodeUtf8 } from '../../src/golang/utf8.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';

const FOLDER =
  process.env['LUCI_SCHEDULER_CORPUS'] ??
  fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

interface CorpusFile {
  readonly name: string;
  /** What is worth knowing of it, by people and scripts that knew nothing of our code. */
  readonly notable: string;
  /** protobuf's parser for Python reads it by the schema of today. */
  readonly parses: boolean;
}

/** A text error that stops the service: `line:column` from 1 of the place that is wrong. */
interface TextVerdict {
  readonly code: string;
  readonly at: string;
  /** Facts of the specification that say so. */
  readonly fact: string;
}

/** Files whose first text error the index does not place, or does not see. */
const TEXT_VERDICTS: Readonly<Record<string, TextVerdict>> = {
  // A stray "." at the beginning of a line is a word where the name of a field should stand.
  'khromiumos__chromiumos-chromite__20170901-a4a5067.cfg': {
    code: 'textproto-unknown-field',
    at: '62:1',
    fact: 'textformat.md T4, T10',
  },
  // The file ends inside a message. The mistake is the brace that nothing closes.
  'khromiumos__chromiumos-chromite__20180405-54b303f.cfg': {
    code: 'textproto-missing-brace',
    at: '372:16',
    fact: 'textformat.md T14',
  },
  // Python lets "\." pass.
  'khromiumos__chromiumos-chromite__20181102-b062cd1.cfg': {
    code: 'textproto-bad-escape',
    at: '33:31',
    fact: 'textformat.md T26',
  },
};

/** Why a file that can be read is rejected: a fact of the specification, and what shows that it applies. */
interface Reason {
  readonly code: string;
  readonly fact: string;
  applies(file: CorpusFile, text: string): boolean;
}

const REASONS: readonly Reason[] = [
  {
    code: 'duplicate-id',
    fact: 'validation.md J1',
    applies: ({ notable }) => notable.includes('duplicate ids'),
  },
  {
    code: 'job-id-invalid',
    fact: 'validation.md J4',
    applies: ({ notable }) => notable.includes('ids outside [0-9A-Za-z_-. ()]{1,100}'),
  },
  {
    code: 'trigger-unknown-job',
    fact: 'validation.md T1',
    applies: ({ notable }) => notable.includes('triggers naming unknown jobs'),
  },
  // Triggers of the first lucicfg, before it knew any task for them.
  {
    code: 'task-missing',
    fact: 'validation.md K2',
    applies: (_, text) => /^trigger: <(?:\n {2}(?:id|acl_sets|triggers): .*)+\n>/m.test(text),
  },
  {
    code: 'ref-regexp-prefix-not-refs',
    fact: 'validation.md X4',
    applies: (_, text) => /^ *refs: "regexp:(?!refs\/)/m.test(text),
  },
  // `buildbucket: {}` in a job without a realm: nothing of what it needs.
  ...['bb-server-missing', 'bb-bucket-required', 'bb-builder-missing'].map((code) => ({
    code,
    fact: 'validation.md B1, B5, B8b',
    applies: (_: CorpusFile, text: string) => text.includes('buildbucket: {}'),
  })),
  {
    code: 'bb-server-is-url',
    fact: 'validation.md B2',
    applies: ({ notable }) => notable.includes('server is a URL'),
  },
  {
    code: 'bb-bucket-legacy',
    fact: 'validation.md B6',
    applies: (_, text) => /^ *bucket: "luci\.[^.":]+\.[^":]+"/m.test(text),
  },
];

describe('the corpus of real configs', () => {
  if (!existsSync(`${FOLDER}/INDEX.tsv`)) {
    it(`SKIPPED: there is no ${FOLDER}; LUCI_SCHEDULER_CORPUS may name another place`);
    return;
  }

  const index = readIndex();

  it('has a row in its index for each file', () => {
    const configs = readdirSync(FOLDER).filter((name) => name.endsWith('.cfg'));
    assert.deepEqual(index.map(({ name }) => name).sort(), configs.sort());
  });

  const rejected: string[] = [];
  after(() => console.log(`    rejected, and why first:\n${rejected.join('\n')}`));

  for (const file of index) {
    it(file.name, () => {
      const text = decodeUtf8(readFileSync(`${FOLDER}/${file.name}`));
      const errors = errorsIn(text);
      const [first] = errors;
      if (first) rejected.push(`      ${file.name}:${placeOf(first)} ${first.code}`);

      const verdict = textVerdict(file);
      if (verdict) {
        assert.ok(first, verdict.fact);
        assert.equal(first.code, verdict.code, verdict.fact);
        assert.equal(placeOf(first), verdict.at);
        assert.ok(errors.slice(1).every(({ afterTextError }) => afterTextError));
        return;
      }
      const expected = REASONS.filter((reason) => reason.applies(file, text)).map((r) => r.code);
      const codes = new Set(errors.map(({ code }) => code));
      assert.deepEqual([...codes].sort(), expected.sort());
    });
  }
});

/** The rows of INDEX.tsv, by the names of its columns. */
function readIndex(): readonly CorpusFile[] {
  const [head = '', ...rows] = readFileSync(`${FOLDER}/INDEX.tsv`, 'utf8').trimEnd().split('\n');
  const columns = head.split('\t');
  return rows.map((row) => {
    const cells = row.split('\t');
    const cell = (column: string) => cells[columns.indexOf(column)] ?? '';
    return {
      name: cell('file'),
      notable: cell('notable'),
      parses: cell('parses_with_HEAD_schema') === 'yes',
    };
  });
}

/** Undefined for a file that the service can read. */
function textVerdict({ name, notable, parses }: CorpusFile): TextVerdict | undefined {
  const known = TEXT_VERDICTS[name];
  if (known || parses) return known;
  // Python's parser stops at the same names, and counts as we do.
  const at = /HEAD schema rejects: (\d+:\d+) .* has no field named/.exec(notable)?.[1];
  assert.ok(at, `INDEX.tsv says why ${name} does not parse`);
  return { code: 'textproto-unknown-field', at, fact: 'textformat.md T10, T11' };
}

/** Of a project whose name is not theirs: only the words of a hint depend on it. */
function errorsIn(text: string): readonly Finding[] {
  const options = { project: 'project', registry: validationManagers() };
  const findings = ProjectConfigDocument.open(text, options).findings();
  return findings.filter(({ severity }) => severity === 'error');
}

function placeOf({ range }: Finding): string {
  return `${range.start.line + 1}:${range.start.character + 1}`;
}
