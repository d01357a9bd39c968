// Bundle of the suite of test/editor, which runs inside an extension host: `node test/harness/editor-tests.ts`.

import fs from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { OUT, ROOT } from '../../scripts/paths.ts';
import { runScript } from '../../scripts/run-script.mjs';

/**
 * Bundles the suite, for an extension host loads CommonJS.
 * @returns the module whose `run` runs all of it
 */
export async function bundleEditorTests(): Promise<string> {
  const sources = path.join(ROOT, 'test', 'editor');
  const outdir = path.join(OUT, 'test-editor');
  fs.rmSync(outdir, { recursive: true, force: true });
  await esbuild.build({
    entryPoints: [path.join(sources, 'index.ts'), path.join(sources, '*.test.ts')],
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22.15',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return path.join(outdir, 'index.cjs');
}

if (import.meta.main) await runScript(async () => void (await bundleEditorTests()));
