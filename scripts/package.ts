// Packaging of the VSIX, luci-scheduler-VERSION.vsix: `npm run package [-- --repository ADDRESS]`.

import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { build } from './build.ts';
import { selfContainedPage } from './extension-page.ts';
import { OUT, ROOT } from './paths.ts';
import { type AddressFields, addressFields } from './repository-address.ts';
import { runScript, ScriptError } from './run-script.mjs';

/** What VS Code shows as pages of the extension. */
const PAGES = ['README.md', 'CHANGELOG.md'];

/** Where the VSIX is, or will be. */
export function vsixPath(): string {
  const { name, version } = readManifest();
  return path.join(ROOT, `${name}-${version}.vsix`);
}

/**
 * Packages dist/ as it is, with whatever else .vscodeignore lets in.
 * @param file the VSIX to write
 * @param address of the project; without it, pages and manifest do without
 */
export async function packageExtension(file: string, address?: AddressFields): Promise<void> {
  const files = await listFiles({ cwd: ROOT, packageManager: PackageManager.None });
  const stage = stageFolder(file);
  fs.rmSync(stage, { recursive: true, force: true });
  for (const name of files) fs.cpSync(path.join(ROOT, name), path.join(stage, name));
  const write = (name: string, text: string) => fs.writeFileSync(path.join(stage, name), text);
  // All that is there goes in.
  write('.vscodeignore', '');
  write('package.json', `${JSON.stringify({ ...readManifest(), ...address }, null, 2)}\n`);
  if (!address) {
    for (const page of PAGES) {
      const markdown = fs.readFileSync(path.join(ROOT, page), 'utf8');
      write(page, selfContainedPage(markdown, textPicture));
    }
  }
  await createVSIX({
    cwd: stage,
    packagePath: file,
    // They are in the bundles.
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: address !== undefined,
  });
}

/** Holds what goes into the VSIX, as it goes there. */
function stageFolder(file: string): string {
  return path.join(OUT, 'package', path.basename(file, '.vsix'));
}

function readManifest() {
  return JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
}

/** What `npm run pictures` wrote beside a picture. */
function textPicture(picture: string): string | undefined {
  const file = path.join(ROOT, picture.replace(/\.\w+$/, '.md'));
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

/** @throws ScriptError if the option is no address */
function addressOption(): AddressFields | undefined {
  const { values } = parseArgs({ options: { repository: { type: 'string' } } });
  if (values.repository === undefined) return undefined;
  const fields = addressFields(values.repository);
  if (!fields) {
    throw new ScriptError(
      `--repository takes the address of a repository on GitHub or GitLab, such as ` +
        `https://github.com/owner/name, and not "${values.repository}".`,
    );
  }
  return fields;
}

if (import.meta.main) {
  await runScript(async () => {
    const address = addressOption();
    await build({ production: true });
    await packageExtension(vsixPath(), address);
  });
}
