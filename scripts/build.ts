// Bundler of the programs into dist/: `node scripts/build.ts [--production] [--watch]`.

import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import esbuild, { type BuildOptions, type Plugin } from 'esbuild';
import { DIST, ROOT } from './paths.ts';
import { runScript } from './run-script.mjs';
import { thirdPartyNotices } from './third-party-notices.ts';

/** The oldest VS Code that may run the extension, 1.101, is built on Node 22.15 and Chromium 134. */
const EXTENSION_HOST = 'node22.15';
const WEBVIEW = 'chrome134';
/** The command line runs on the Node of whoever calls it. */
const TERMINAL = 'node20';

/**
 * The language server, the half of the extension that runs jobs, and the command line in one file, for they share most of
 * their code. Each is loaded when it is called for: where there is no VS Code, there is no module `vscode`.
 * The other half of the extension is apart, for everybody who opens a config loads it, on the thread of all extensions.
 */
const CORE = `
  exports.server = () => require('./server/main.ts');
  exports.running = () => require('./client/running.ts');
  exports.commandLine = () => require('./cli/main.ts');
`;
/** The programs by which they are found. */
const DOORS = {
  'server.cjs': "require('./core.cjs').server();\n",
  'running.cjs': "module.exports = require('./core.cjs').running();\n",
  'cli.js': "#!/usr/bin/env node\nimport core from './core.cjs';\n\ncore.commandLine();\n",
};

/** What the extension loads as programs of their own when it comes to that, by what it imports. */
const APART: Readonly<Record<string, string>> = {
  './running.ts': './running.cjs',
  'vscode-languageclient/node': './languageclient.cjs',
};
const LOADED_APART: Plugin = {
  name: 'loaded-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^/ }, ({ kind, path: imported }) => {
      const program = kind === 'dynamic-import' ? APART[imported] : undefined;
      return program === undefined ? undefined : { path: program, external: true };
    });
  },
};

const BUNDLES: readonly BuildOptions[] = [
  {
    entryPoints: { extension: 'client/extension.ts' },
    plugins: [LOADED_APART],
    // `import()` of a CommonJS module would look for the names of its exports in its text.
    supported: { 'dynamic-import': false },
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'cjs',
    target: EXTENSION_HOST,
    external: ['vscode'],
  },
  {
    entryPoints: { languageclient: 'vscode-languageclient/node' },
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'cjs',
    target: EXTENSION_HOST,
    external: ['vscode'],
  },
  {
    stdin: { contents: CORE, resolveDir: ROOT },
    entryNames: 'core',
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'cjs',
    target: TERMINAL,
    external: ['vscode'],
    // Modules name files beside themselves by it, which CommonJS does not have.
    define: { 'import.meta.url': 'coreUrl' },
    banner: { js: "const coreUrl = require('node:url').pathToFileURL(__filename).href;" },
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
  for (const [name, text] of Object.entries(DOORS)) fs.writeFileSync(path.join(DIST, name), text);
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
