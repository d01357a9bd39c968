// The suite of test/editor, which runs inside an extension host: what both ways to run it share.

import fs from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { OUT, ROOT } from './paths.ts';

export interface EditorTests {
  /** Module whose `run` runs the suite. */
  readonly entry: string;
  /** For the extension host. */
  readonly env: { readonly LUCI_SCHEDULER_TEST_TOTALS: string };
}

/**
 * Bundles the suite, for an extension host loads CommonJS.
 * @param totals where the suite is to leave its totals; see totals-reporter.ts
 */
export async function bundleEditorTests(totals: string): Promise<EditorTests> {
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
  return {
    entry: path.join(outdir, 'index.cjs'),
    env: { LUCI_SCHEDULER_TEST_TOTALS: totals },
  };
}
