// Bundler of the programs into dist/: `node scripts/build.ts [--production] [--watch]`.

import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import esbuild, { type BuildOptions } from 'esbuild';
import { DIST, ROOT } from './paths.ts';
import { runScript } from './run-script.mjs';
import { thirdPartyNotices } from './third-party-notices.ts';

/** The oldest VS Code that may run the extension, 1.101, is built on Node 22.15 and Chromium 134. */
const EXTENSION_HOST = 'node22.15';
const WEBVIEW = 'chrome134';
/** The command line runs on the Node of whoever calls it. */
const TERMINAL = 'node20';

/**
 * The extension and its language server in one file, for they share most of their code and it would take
 * half as much again in two. Either is loaded when it is called for: the server has no module `vscode`.
 */
const EXTENSION_AND_SERVER = `
  export const activate = async (context) => (await import('./client/extension.ts')).activate(context);
  export const deactivate = async () => (await import('./client/extension.ts')).deactivate();
  export const serve = () => import('./server/main.ts');
`;
const SERVER = "require('./extension.cjs').serve();\n";

const BUNDLES: readonly BuildOptions[] = [
  {
    stdin: { contents: EXTENSION_AND_SERVER, resolveDir: ROOT },
    entryNames: 'extension',
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'cjs',
    target: EXTENSION_HOST,
    external: ['vscode'],
  },
  {
    entryPoints: { cli: 'cli/main.ts' },
    platform: 'node',
    format: 'esm',
    target: TERMINAL,
    // For the dependencies that are CommonJS.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  },
  {
    entryPoints: { 'process-guard': 'host/processes/guard.ts' },
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'cjs',
    target: TERMINAL,
  },
  {
    entryPoints: { panel: 'client/panel/main.ts' },
    platform: 'browser',
    format: 'iife',
    target: WEBVIEW,
  },
];

/** The icon font of VS Code, for the panel. */
const ICONS = 'node_modules/@vscode/codicons';
const ICON_FILES = ['codicon.css', 'codicon.ttf'];

interface BuildMode {
  /** Minified, as it is packaged. */
  readonly production?: boolean;
  /** Builds again whenever a source changes, and never returns. */
  readonly watch?: boolean;
}

/** Empties dist/ and fills it. */
export async function build({ production = false, watch = false }: BuildMode = {}): Promise<void> {
  // Writes what the sources import.
  await import('./generate-schema.ts');
  fs.rmSync(DIST, { recursive: true, force: true });
  fs.mkdirSync(DIST);
  for (const file of ICON_FILES) {
    fs.copyFileSync(path.join(ROOT, ICONS, 'dist', file), path.join(DIST, file));
  }
  fs.writeFileSync(path.join(DIST, 'server.cjs'), SERVER);
  const options = BUNDLES.map(
    (bundle): BuildOptions => ({
      ...bundle,
      absWorkingDir: ROOT,
      outdir: DIST,
      bundle: true,
      // Some packages' "main" is a UMD module, whose require esbuild can't follow.
      mainFields:
        bundle.platform === 'browser' ? ['browser', 'module', 'main'] : ['module', 'main'],
      minify: production,
      sourcemap: production ? 'external' : 'linked',
      legalComments: 'none',
      metafile: true,
      logLevel: watch ? 'info' : 'warning',
    }),
  );
  if (watch) {
    for (const bundle of options) await (await esbuild.context(bundle)).watch();
    await new Promise(() => {});
  }
  const results = await Promise.all(options.map((bundle) => esbuild.build(bundle)));
  const notices = thirdPartyNotices(
    results.flatMap(({ metafile }) => metafile ?? []),
    [ICONS],
  );
  fs.writeFileSync(path.join(DIST, 'ThirdPartyNotices.txt'), notices);
  fs.chmodSync(path.join(DIST, 'cli.js'), 0o755);
}

if (import.meta.main) {
  await runScript(() => {
    const { values } = parseArgs({
      options: { production: { type: 'boolean' }, watch: { type: 'boolean' } },
    });
    return build(values);
  });
}
