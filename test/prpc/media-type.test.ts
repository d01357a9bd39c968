import assert from 'node:assert/strict';
import { formatOfAccept, formatOfMediaType, mediaTypeOf } from '../../src/prpc/media-type.ts';

describe('formatOfMediaType', () => {
  const table: readonly (readonly [type: string, format: string | undefined])[] = [
    ['', 'binary'],
    ['application/prpc', 'binary'],
    ['application/prpc; encoding=binary', 'binary'],
    ['Application/PRPC;ENCODING="binary" ; ', 'binary'],
    ['application/prpc; encoding=json', 'json'],
    ['application/prpc; encoding=text', 'text'],
    ['application/json', 'json'],
    ['application/json; charset=utf-8', 'json'],
    ['application/grpc', 'binary'],
    ['*/*', 'binary'],
    ['application/prpc; encoding=BINARY', undefined],
    ['application/prpc; encoding=other', undefined],
    ['application/prpc; encoding=binary; charset=utf-8', undefined],
    ['application/prpc; encoding=json; encoding=json', undefined],
    ['application/prpc; encoding', undefined],
    ['application/prpc encoding=json', undefined],
    ['text/html', undefined],
    ['text/plain; charset=utf-8', undefined],
    [';', undefined],
  ];
  for (const [type, format] of table) {
    it(`${JSON.stringify(type)}: ${format}`, () => assert.equal(formatOfMediaType(type), format));
  }

  it('reads what mediaTypeOf writes', () => {
    for (const format of ['binary', 'json', 'text'] as const) {
      assert.equal(formatOfMediaType(mediaTypeOf(format)), format);
    }
  });
});

describe('formatOfAccept', () => {
  const table: readonly (readonly [accept: string, format: string | undefined])[] = [
    ['', 'binary'],
    ['application/json', 'json'],
    ['text/html, application/json;q=0.5, application/prpc; encoding=binary; q=0.4', 'json'],
    ['application/json, application/prpc; encoding=binary', 'binary'],
    ['text/html,*/*;q=0.8', 'binary'],
    ['text/html', undefined],
    [',', undefined],
  ];
  for (const [accept, format] of table) {
    it(`${JSON.stringify(accept)}: ${format}`, () => assert.equal(formatOfAccept(accept), format));
  }
});
