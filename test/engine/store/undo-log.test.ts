import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UndoLog } from '../../../src/engine/store/undo-log.ts';

/** A row is deleted, and may be added again. */
const write = fc.record({ table: fc.nat(1), key: fc.nat(5), adds: fc.boolean() });

function rowsOf(tables: readonly Map<number, number>[]) {
  return tables.map((table) => [...table]);
}

describe('an undo log', () => {
  it('takes back all writes since it was empty, and each row to its place', () => {
    const transaction = fc.record({ writes: fc.array(write), keeps: fc.boolean() });
    fc.assert(
      fc.property(fc.array(transaction), (transactions) => {
        const log = new UndoLog();
        const tables = [new Map<number, number>(), new Map<number, number>()] as const;
        let last = 0;
        for (const { writes, keeps } of transactions) {
          const before = rowsOf(tables);
          for (const { table: place, key, adds } of writes) {
            const table = tables[place === 0 ? 0 : 1];
            log.deleteOrdered(table, key);
            if (adds) log.add(table, key, ++last); // In the order of the values.
          }
          if (!keeps) {
            log.takeBack();
            assert.deepEqual(rowsOf(tables), before);
          }
          log.clear();
        }
      }),
    );
  });

  it('takes back as many writes as there are', () => {
    const log = new UndoLog();
    const table = new Map<number, number>();
    for (const count of [1000, 3, 1000]) {
      for (let key = 0; key < count; key++) {
        log.set(table, key, count);
      }
      log.takeBack();
      log.clear();
      assert.equal(table.size, 0);
    }
  });
});
