// What mocha loads before everything else: an environment without the settings of whoever runs the tests. Their git may
// sign commits or change the ends of lines, a hook of git that runs tests names its repository, and their locale may be
// one that this machine does not have, of which every shell complains.

import os from 'node:os';

const FOREIGN = /^(GIT_|LC_|LANG$|LANGUAGE$)/;

for (const name of Object.keys(process.env)) if (FOREIGN.test(name)) delete process.env[name];
Object.assign(process.env, {
  GIT_CONFIG_GLOBAL: os.devNull,
  GIT_CONFIG_NOSYSTEM: '1',
  LC_ALL: 'C',
});
