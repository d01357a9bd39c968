import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { vsixPath } from '../../scripts/package.ts';
import { DIST, ROOT } from '../../scripts/paths.ts';

const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

describe('the VSIX', () => {
  let files: readonly string[];

  before(async () => {
    files = await listFiles({ cwd: ROOT, packageManager: PackageManager.None });
  });

  it('holds what the user needs and nothing else', () => {
    assert.deepEqual([...files].sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/ThirdPartyNotices.txt',
      'dist/cli.js',
      'dist/codicon.css',
      'dist/codicon.ttf',
      'dist/core.cjs',
      'dist/extension.cjs',
      'dist/languageclient.cjs',
      'dist/panel.css',
      'dist/panel.js',
      'dist/process-guard.cjs',
      'dist/running.cjs',
      'dist/server.cjs',
      'docs/findings.md',
      'images/icon.png',
      'images/language-dark.svg',
      'images/language-light.svg',
      'images/lints.png',
      'images/mistake.png',
      'images/outline.png',
      'images/run.png',
      'language-configuration.json',
      'package.json',
      'syntaxes/luci-scheduler.tmLanguage.json',
    ]);
  });

  it('is at most 800 KB', () => {
    const { size } = fs.statSync(vsixPath());
    assert.ok(size <= 800_000, `${size} bytes`);
  });

  it('has every file that the manifest names', () => {
    const named = pathsIn(manifest.contributes).concat(manifest.main, manifest.icon);
    assert.ok(named.length > 2);
    assert.deepEqual(
      named.map((file) => path.posix.normalize(file)).filter((file) => !files.includes(file)),
      [],
    );
  });

  it('is made anew when a file that goes into it changes, or a script that makes it', () => {
    const sources: readonly string[] = manifest.wireit['stage:package'].files;
    const isSource = (file: string) =>
      sources.some((glob) => path.matchesGlob(file, glob)) ||
      // Stages it depends on, and packages, of which the lock file is a source of every stage.
      file.startsWith('src/schema/generated/') ||
      file === 'scripts/generate-schema.ts';
    const packed = files.filter((file) => !file.startsWith('dist/'));
    const scripts = importedBy('scripts/package.ts');
    const pictures = fs.globSync('images/*.md', { cwd: ROOT });
    const all = [...packed, ...scripts, ...pictures];
    assert.ok(scripts.size > 3 && pictures.length > 3);
    assert.deepEqual(
      all.filter((file) => !isSource(file)),
      [],
    );
  });

  it('says nothing of the machine that it was made on', () => {
    for (const file of files) {
      const text = fs.readFileSync(path.join(ROOT, file), 'latin1');
      assert.equal(text.includes(ROOT), false, file);
    }
  });

  it('carries the licence of each package that it includes', () => {
    const notices = fs.readFileSync(path.join(DIST, 'ThirdPartyNotices.txt'), 'utf8');
    for (const name of [
      '@vscode/codicons',
      'lit-html',
      'vscode-languageclient',
      'vscode-languageserver',
    ]) {
      assert.match(notices, new RegExp(`^${name} \\d`, 'm'));
    }
  });
});

/** The script, and the scripts that it imports, directly or not. */
function importedBy(script: string): ReadonlySet<string> {
  const found = new Set([script]);
  // What is added on the way is visited too.
  for (const file of found) {
    const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
    for (const [, specifier = ''] of text.matchAll(/^(?:import|\}) .*'(\.\/[^']*)';$/gm)) {
      found.add(path.posix.join(path.posix.dirname(file), specifier));
    }
  }
  return found;
}

/** The strings anywhere in a JSON value that are relative paths, `./…`. */
function pathsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.startsWith('./') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(pathsIn);
}
