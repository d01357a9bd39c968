// A build of the repository "hello": checks out the commit that it is told, and runs it. LUCI_BUILD_JSON names a file
// that says what is to be built.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const { builder, gitilesCommit } = JSON.parse(fs.readFileSync(process.env.LUCI_BUILD_JSON, 'utf8'));
const repository = path.join(process.env.LUCI_WORKSPACE_FOLDER, 'repositories', 'hello');
const revision = gitilesCommit?.id ?? 'HEAD';

const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();

git('clone', '--quiet', repository, 'src');
git('-C', 'src', 'checkout', '--quiet', revision);
console.log(
  `\x1b[1mBuilding ${builder.builder} at ${git('-C', 'src', 'log', '-1', '--format=%h %s')}\x1b[m`,
);
execFileSync(process.execPath, ['hello.mjs'], { cwd: 'src', stdio: 'inherit' });
console.log('\x1b[32mAll good.\x1b[m');
