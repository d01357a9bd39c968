import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readerOf } from './byte-pieces.ts';

describe('a reader of bytes', () => {
  it('gives lines and pieces as they come in', async () => {
    const reader = readerOf('a\nb', 'c\n\nde', 'fg');
    assert.deepEqual([reader.line(), reader.received, reader.buffered], [undefined, 0, 0]);
    assert.equal(await reader.fill(), true);
    assert.deepEqual([reader.received, reader.buffered], [3, 3]);
    assert.equal(reader.line(), 'a\n');
    assert.deepEqual([reader.received, reader.buffered], [3, 1]);
    assert.equal(reader.line(), undefined);
    assert.equal(reader.line(), undefined);
    assert.deepEqual([reader.received, reader.buffered], [3, 1]);
    assert.equal(await reader.fill(), true);
    assert.equal(reader.line(), 'bc\n');
    assert.equal(reader.line(), '\n');
    assert.equal(reader.line(), undefined);
    assert.equal(await reader.fill(), true);
    assert.equal(reader.line(), undefined);
    assert.deepEqual([reader.received, reader.buffered], [10, 4]);
    // What has been looked through is still there.
    assert.deepEqual(Buffer.from(reader.take(3)).toString(), 'def');
    assert.equal(reader.buffered, 1);
    assert.equal(await reader.fill(), false);
    assert.equal(reader.line(), undefined);
    assert.deepEqual(Buffer.from(reader.take(9)).toString(), 'g');
    assert.deepEqual(reader.take(9).length, 0);
    assert.deepEqual([reader.received, reader.buffered], [10, 0]);
  });

  it('keeps bytes as they are', async () => {
    const reader = readerOf('\xff\0\x80\n\xfe');
    await reader.fill();
    assert.equal(reader.line(), '\xff\0\x80\n');
    assert.deepEqual([...reader.take(1)], [0xfe]);
  });

  it('loses nothing, however the bytes come and however they are asked for', async () => {
    const text = fc.array(fc.constantFrom('a', 'b', '\n'), { maxLength: 8 });
    const asked = fc.array(fc.constantFrom('line', 1, 2, 100), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 4 }), asked, async (pieces, questions) => {
        const texts = pieces.map((piece) => piece.join('')).filter((piece) => piece !== '');
        const all = texts.join('');
        const reader = readerOf(...texts);
        let received = 0;
        let read = '';
        const fill = async () => {
          const next = texts.shift();
          assert.equal(await reader.fill(), next !== undefined);
          received += next?.length ?? 0;
          return next !== undefined;
        };
        for (const question of [...questions, ...texts.map(() => 100), 100]) {
          if (typeof question === 'number') {
            const taken = Buffer.from(reader.take(question)).toString();
            assert.equal(taken, all.slice(read.length, Math.min(read.length + question, received)));
            read += taken;
            if (taken.length < question) await fill();
          } else {
            let line = reader.line();
            while (line === undefined && (await fill())) line = reader.line();
            const end = all.indexOf('\n', read.length) + 1;
            assert.equal(line, end > 0 ? all.slice(read.length, end) : undefined);
            read += line ?? '';
          }
          assert.deepEqual([reader.received, reader.buffered], [received, received - read.length]);
        }
        assert.equal(read, all);
      }),
    );
  });
});
