import assert from 'node:assert/strict';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { Documents } from '../../server/documents.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';

const URI = 'file:///a.cfg';
const SETTINGS = { project: 'p' };

function opened(text: string): Documents {
  const documents = new Documents(validationManagers(), SETTINGS, (error) =>
    assert.fail(String(error)),
  );
  documents.open({ uri: URI, languageId: 'luci-scheduler', version: 1, text });
  return documents;
}

/** A change of [line, character] to [line, character]. */
function change(
  start: readonly [number, number],
  end: readonly [number, number],
  text: string,
): TextDocumentContentChangeEvent {
  const position = ([line, character]: readonly [number, number]) => ({ line, character });
  return { range: { start: position(start), end: position(end) }, text };
}

/** A change as some clients send it, though the protocol has no null there. */
function wholeText(change: {
  readonly range?: null;
  readonly rangeLength?: number | null;
  readonly text: string;
}): TextDocumentContentChangeEvent {
  return change as TextDocumentContentChangeEvent;
}

describe('Documents', () => {
  describe('change', () => {
    const cases: readonly {
      readonly name: string;
      readonly text: string;
      readonly changes: readonly TextDocumentContentChangeEvent[];
      readonly result: string;
    }[] = [
      { name: 'inserts', text: 'ac\n', changes: [change([0, 1], [0, 1], 'b')], result: 'abc\n' },
      { name: 'deletes', text: 'a\nb\nc', changes: [change([0, 1], [2, 0], '')], result: 'ac' },
      {
        name: 'replaces',
        text: 'a\nb\nc',
        changes: [change([1, 0], [1, 1], 'x')],
        result: 'a\nx\nc',
      },
      {
        name: 'applies several in order, each to what the one before has left',
        text: 'one\ntwo\n',
        changes: [
          change([0, 0], [1, 0], ''),
          change([0, 3], [0, 3], '!'),
          change([0, 4], [0, 4], '?'),
        ],
        result: 'two!?\n',
      },
      { name: 'takes the whole text', text: 'a', changes: [{ text: 'b\n' }], result: 'b\n' },
      {
        name: 'goes on after the whole text',
        text: 'a',
        changes: [change([0, 0], [0, 1], 'x'), { text: 'b\nc' }, change([1, 1], [1, 1], 'd')],
        result: 'b\ncd',
      },
      { name: 'takes no change at all', text: 'a', changes: [], result: 'a' },
      {
        name: 'takes null for a range that is left out, as for one that is missing',
        text: 'job { id: "a" }',
        // input 35-range-null
        changes: [wholeText({ range: null, text: 'job { id: "b" noop: 5 }' })],
        result: 'job { id: "b" noop: 5 }',
      },
      {
        name: 'takes the whole text whatever its length is said to be',
        text: 'abc',
        changes: [
          wholeText({ range: null, rangeLength: 3, text: 'x' }),
          wholeText({ rangeLength: 99, text: 'y' }),
          wholeText({ range: null, rangeLength: null, text: 'z' }),
        ],
        result: 'z',
      },
      {
        name: 'goes by the range, whatever its length is said to be',
        text: 'abc',
        changes: [{ ...change([0, 0], [0, 1], 'x'), rangeLength: 99 }],
        result: 'xbc',
      },
      {
        name: 'clamps numbers of any size',
        text: 'a\nb',
        changes: [
          change([0, 2 ** 31], [0, Number.MAX_VALUE], 'x'),
          change([2 ** 53, 0], [Number.MAX_VALUE, 2 ** 31 - 1], 'y'),
        ],
        result: 'ax\nby',
      },
      {
        name: 'clamps a character beyond its line',
        text: 'a\nb\n',
        changes: [change([0, 99], [0, 99], 'x')],
        result: 'ax\nb\n',
      },
      {
        name: 'clamps a line beyond the text',
        text: 'a\nb',
        changes: [change([1, 0], [99, 0], 'x')],
        result: 'a\nx',
      },
      {
        name: 'clamps a start beyond the text',
        text: 'a\n',
        changes: [change([99, 99], [99, 99], 'x')],
        result: 'a\nx',
      },
      {
        name: 'turns a backwards range around',
        text: 'abcd',
        changes: [change([0, 3], [0, 1], 'x')],
        result: 'axd',
      },
      {
        name: 'turns a backwards range of lines around',
        text: 'a\nb\nc',
        changes: [change([2, 0], [0, 1], '-')],
        result: 'a-c',
      },
      {
        name: 'ends a line before its CR LF',
        text: 'a\r\nb\r\n',
        changes: [change([0, 99], [0, 99], 'x'), change([1, 0], [1, 1], 'y')],
        result: 'ax\r\ny\r\n',
      },
      {
        name: 'joins CR LF lines',
        text: 'a\r\nb\r\n',
        changes: [change([0, 1], [1, 0], '')],
        result: 'ab\r\n',
      },
      {
        name: 'counts UTF-16 units',
        text: '"😀x"',
        changes: [change([0, 3], [0, 4], 'y')],
        result: '"😀y"',
      },
      {
        name: 'reaches across entries',
        text: 'job {\n}\njob {\n}\n',
        changes: [change([0, 5], [2, 5], ' id: "a"')],
        result: 'job { id: "a"\n}\n',
      },
    ];
    for (const { name, text, changes, result } of cases) {
      it(name, () => {
        const documents = opened(text);
        const { config, version } = documents.change({ uri: URI, version: 7 }, changes);
        assert.equal(config.text, result);
        assert.equal(version, 7);
      });
    }

    const good = change([0, 0], [0, 0], 'x');
    const malformed: readonly unknown[] = [
      undefined,
      null,
      5,
      {},
      { text: 5 },
      { range: null, text: null },
      { range: 0, text: '' },
      { range: '', text: '' },
      { range: false, text: '' },
      { range: {}, text: '' },
      { range: { start: { line: 0, character: 0 } }, text: '' },
      change([-1, 0], [0, 0], ''),
      change([0, 0.5], [1, 0], ''),
      change([0, 0], [0, Number.NaN], ''),
      { range: { start: { line: '0', character: 0 }, end: { line: 0, character: 0 } }, text: '' },
    ];
    for (const bad of malformed) {
      it(`refuses ${JSON.stringify(bad)} and with it its whole batch`, () => {
        const documents = opened('a');
        const before = documents.get(URI);
        const batch = [good, bad] as TextDocumentContentChangeEvent[];
        assert.throws(() => documents.change({ uri: URI, version: 2 }, batch), {
          name: 'ProtocolError',
        });
        assert.equal(documents.get(URI), before);
        assert.equal(before?.config.text, 'a');
      });
    }

    it('refuses a document that is not open, without quoting a text', () => {
      const documents = opened('a');
      const change = () => documents.change({ uri: 'file:///b.cfg', version: 1 }, [good]);
      assert.throws(change, { name: 'ProtocolError', message: 'file:///b.cfg is not open' });
    });
  });

  it('gives each state an id of its own', () => {
    const documents = opened('a');
    const ids = [documents.get(URI)?.resultId];
    ids.push(documents.change({ uri: URI, version: 2 }, []).resultId);
    ids.push(
      documents.open({ uri: 'file:///b.cfg', languageId: '', version: 1, text: '' }).resultId,
    );
    documents.setSettings({ ...SETTINGS, project: 'other' });
    ids.push(...documents.all().map(({ resultId }) => resultId));
    assert.equal(new Set(ids).size, 5);
  });

  it('keeps text and version when the project changes', () => {
    const documents = opened('job {}');
    documents.setSettings({ ...SETTINGS, project: 'other' });
    const { version, config } = documents.get(URI) ?? assert.fail('not open');
    assert.deepEqual([version, config.text], [1, 'job {}']);
  });

  it('forgets what is closed', () => {
    const documents = opened('a');
    assert.equal(documents.close(URI), true);
    assert.equal(documents.close(URI), false);
    assert.equal(documents.get(URI), undefined);
  });
});
