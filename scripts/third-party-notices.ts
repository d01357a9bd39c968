// The licences of the packages whose code is in the bundles: most ask that their text goes with every copy.

import fs from 'node:fs';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { ROOT } from './paths.ts';

/**
 * @param bundles what esbuild says it put into them
 * @param more folders of packages, `node_modules/NAME`, that were copied by other means
 * @throws Error if a package has no text of a licence
 */
export function thirdPartyNotices(bundles: readonly Metafile[], more: readonly string[]): string {
  const inputs = bundles.flatMap((bundle) =>
    Object.values(bundle.outputs).flatMap((output) =>
      Object.entries(output.inputs).flatMap(([file, { bytesInOutput }]) =>
        bytesInOutput > 0 ? (packageFolder(file) ?? []) : [],
      ),
    ),
  );
  const folders = [...new Set([...inputs, ...more])].sort();
  return ['This product includes code of the following packages.', ...folders.map(notice), ''].join(
    `\n\n${'-'.repeat(80)}\n\n`,
  );
}

function packageFolder(file: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

function notice(folder: string): string {
  const absolute = path.join(ROOT, folder);
  const manifest = JSON.parse(fs.readFileSync(path.join(absolute, 'package.json'), 'utf8'));
  const texts = fs.readdirSync(absolute).filter((name) => /^licen[cs]e/i.test(name));
  if (texts.length === 0) throw new Error(`${folder} has no text of its licence`);
  const text = texts.map((name) => fs.readFileSync(path.join(absolute, name), 'utf8').trim());
  return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${text.join('\n\n')}`;
}
