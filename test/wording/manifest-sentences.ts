// Sentences of package.json that an editor or a marketplace shows.

import type { Sentence } from './sentence.ts';

/** Everything else in package.json is for npm and for those who work on the project. */
const SHOWN = ['displayName', 'description', 'capabilities', 'contributes'];

/** Properties that name or decide something, unless they are objects. All others are taken to be shown. */
const MACHINE_PROPERTIES = new Set([
  'applyTo',
  'beginsPattern',
  'command',
  'completionEvents',
  'configuration',
  'dark',
  'default',
  'editor.wordBasedSuggestions',
  'enablement',
  'endsPattern',
  'enum',
  'fileLocation',
  'filenamePatterns',
  'firstLine',
  'group',
  'icon',
  'id',
  'image',
  'key',
  'language',
  'light',
  'mac',
  'owner',
  'path',
  'pattern',
  'problemPatterns',
  'required',
  'scope',
  'scopeName',
  'severity',
  'supported',
  'type',
  'view',
  'when',
]);

/** @param manifest package.json as parsed */
export function manifestSentences(
  manifest: Readonly<Record<string, unknown>>,
): readonly Sentence[] {
  return SHOWN.flatMap((name) => textsIn(manifest[name])).map((text) => ({ text, depth: 0 }));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    MACHINE_PROPERTIES.has(name) && !isObject(member) ? [] : textsIn(member),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
