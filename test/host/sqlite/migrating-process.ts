// A process that dies in the middle of a migration: all that it does has been done, and nothing is committed.

import { makeDurable, openDatabase } from '../../../host/sqlite/connection.ts';
import { MIGRATIONS, migrate } from '../../../host/sqlite/migrations.ts';

const [file = '', version = ''] = process.argv.slice(2);
const db = openDatabase(file);
makeDurable(db);
// More than a cache holds: SQLite has written some of it to its log.
db.exec('PRAGMA cache_size = 2');
migrate(db, [
  ...MIGRATIONS.slice(0, Number(version)),
  () => {
    db.exec('CREATE TABLE large (x); INSERT INTO large VALUES (zeroblob(1000000))');
    process.kill(process.pid, 'SIGKILL');
    for (;;) {
      // Until the signal arrives.
    }
  },
]);
