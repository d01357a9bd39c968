import assert from 'node:assert/strict';
import { readTaskData, writeTaskData } from '../../../src/task/buildbucket/task-data.ts';

describe('what a buildbucket task keeps', () => {
  for (const [id, text] of [
    [9_025_781_602_559_305_888n, '{"build_id":"9025781602559305888"}'],
    [2n ** 63n - 1n, '{"build_id":"9223372036854775807"}'],
    [-5n, '{"build_id":"-5"}'],
    [0n, '{}'],
  ] as const) {
    it(`is ${text}`, () => {
      const data = writeTaskData(id);
      assert.equal(new TextDecoder().decode(data), text);
      assert.equal(readTaskData(data), id);
    });
  }

  // As Go's encoding/json reads `json:"build_id,omitempty,string"` of an int64.
  const table: readonly (readonly [text: string, id: bigint | undefined])[] = [
    [' {"other": [1, {"build_id": "3"}], "build_id" : "7" } ', 7n],
    ['{"BUILD_ID":"7"}', 7n],
    ['{"bu\\u0131ld_id":"7"}', 0n],
    ['{"build_\\u0069d":"7"}', 7n],
    ['{"build_id":"1","Build_Id":"2"}', 2n],
    ['{"build_id":"1","build_id":null}', 1n],
    ['{"build_id":null}', 0n],
    ['{"build_id":"null"}', 0n],
    ['{"build_id":"007"}', 7n],
    ['null', 0n],
    ['{"a:,}\\"{":"build_id"}', 0n],
    ['', undefined],
    ['{bad', undefined],
    ['[]', undefined],
    ['5', undefined],
    ['"x"', undefined],
    ['{"build_id":1}', undefined],
    ['{"build_id":true}', undefined],
    ['{"build_id":["1"]}', undefined],
    ['{"build_id":1,"build_id":"2"}', undefined],
    ['{"build_id":""}', undefined],
    ['{"build_id":" 1"}', undefined],
    ['{"build_id":"+1"}', undefined],
    ['{"build_id":"1.0"}', undefined],
    ['{"build_id":"1e3"}', undefined],
    ['{"build_id":"9223372036854775808"}', undefined],
    ['\ufeff{"build_id":"1"}', undefined],
  ];
  for (const [text, id] of table) {
    it(`${JSON.stringify(text)} is read as ${id}`, () => {
      assert.equal(readTaskData(new TextEncoder().encode(text)), id);
    });
  }
});
