import assert from 'node:assert/strict';
import path from 'node:path';
import { connect } from '../../../host/sqlite/connection.ts';
import { migrate } from '../../../host/sqlite/migrations.ts';
import { SqliteStore } from '../../../host/sqlite/sqlite-store.ts';
import type { Store } from '../../../src/engine/store/store.ts';
import { describeStore } from '../../engine/store/store-contract.ts';
import { temporaryFolders } from './temporary-folder.ts';

describe('SqliteStore', () => {
  const newFolder = temporaryFolders();
  const files = new Map<Store, string>();
  const openFile = (file: string): SqliteStore => {
    const db = connect(file);
    migrate(db);
    const store = new SqliteStore(db);
    files.set(store, file);
    return store;
  };
  const open = () => openFile(path.join(newFolder(), 'engine.db'));
  afterEach(() => {
    for (const store of files.keys()) (store as SqliteStore).close();
    files.clear();
  });

  describeStore('in a file', {
    open,
    reopen: (store) => {
      const file = files.get(store);
      assert.ok(file);
      (store as SqliteStore).close();
      return openFile(file);
    },
  });
});
