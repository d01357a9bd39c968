import assert from 'node:assert/strict';
import { bindMessage } from '../../../src/config/message/bind.ts';
import { SourceValidationContext } from '../../../src/config/rules/source-validation-context.ts';
import { messageType } from '../../../src/schema/schema.ts';
import { Source } from '../../../src/text/source.ts';
import { parseTextproto } from '../../../src/textproto/parser.ts';

const TEXT = 'repo: "https://h" refs: "a" refs: "b"';

/** For the message in TEXT, which is called by its first word. */
function newContext(path: readonly string[]): SourceValidationContext {
  const type = messageType('scheduler.config.GitilesTask');
  const source = new Source(TEXT);
  const { fields } = parseTextproto(source);
  return new SourceValidationContext(
    source,
    bindMessage(source, fields, type, { start: 0, end: 4 }, []),
    path,
  );
}

describe('SourceValidationContext', () => {
  it('gives each finding the path as it was at that moment (validation.md 3.0 V2)', () => {
    const path = ['trigger', 't'];
    const ctx = newContext(path);
    ctx.error('test/a', '');
    ctx.enter('task');
    ctx.enter('100 %d / %s');
    ctx.error('test/b', '');
    ctx.exit();
    ctx.error('test/c', '');
    ctx.exit();
    ctx.error('test/d', '');
    ctx.enter('and more');
    assert.deepEqual(
      ctx.findings.map(({ code, path }) => [code, ...path]),
      [
        ['test/a', 'trigger', 't'],
        ['test/b', 'trigger', 't', 'task', '100 %d / %s'],
        ['test/c', 'trigger', 't', 'task'],
        ['test/d', 'trigger', 't'],
      ],
    );
    assert.deepEqual(path, ['trigger', 't']);
  });

  it('goes on when more is left than was entered (V4)', () => {
    const ctx = newContext([]);
    ctx.exit();
    ctx.enter('x');
    ctx.error('test/a', '');
    assert.deepEqual(ctx.findings[0]?.path, ['x']);
  });

  it('finds the place in the text, and keeps the words', () => {
    const ctx = newContext([]);
    ctx.error('test/a', 'All of it.');
    ctx.error('test/b', 'The second.', ['refs', 1]);
    ctx.error('test/c', 'The scheme.', { field: ['repo'], span: { start: 0, end: 5 } });
    assert.deepEqual(
      ctx.findings.map(({ message, start, end }) => [message, TEXT.slice(start, end)]),
      [
        ['All of it.', 'repo'],
        ['The second.', '"b"'],
        ['The scheme.', 'https'],
      ],
    );
  });
});
