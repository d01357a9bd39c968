import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import {
  DEFAULT_CROWDED_MINUTE_LIMIT,
  DEFAULT_PROJECT_ID,
  LINTS,
} from '../../src/language/language.ts';

const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

describe('the changelog', () => {
  it('begins with the version of the manifest, or with what comes after it', () => {
    const changelog = fs.readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8');
    const headings = [...changelog.matchAll(/^## \[?([^\]\s]+)/gm)].map(([, name]) => name);
    const [first] = headings.filter((name) => name !== 'Unreleased');
    assert.equal(first, manifest.version);
  });
});

describe('the settings in the manifest', () => {
  const settings = manifest.contributes.configuration.properties;

  it('have every lint, and all are on', () => {
    const { properties, default: defaults } = settings['luciScheduler.lints'];
    assert.deepEqual(Object.keys(properties).sort(), [...LINTS].sort());
    assert.deepEqual(
      defaults,
      Object.fromEntries(Object.keys(properties).map((code) => [code, true])),
    );
  });

  it('default to what the programs do without them', () => {
    assert.equal(settings['luciScheduler.project'].default, DEFAULT_PROJECT_ID);
    assert.equal(
      settings['luciScheduler.crowdedMinuteLimit'].default,
      DEFAULT_CROWDED_MINUTE_LIMIT,
    );
  });

  it('stand in an order that is theirs alone: two with the same number stand as they please', () => {
    const orders = Object.values<{ readonly order: number }>(settings).map(({ order }) => order);
    assert.deepEqual(
      orders.toSorted((a, b) => a - b),
      [...orders.keys()].map((i) => i + 1),
    );
  });

  it('are described, each of them', () => {
    for (const [name, { description, markdownDescription }] of Object.entries<{
      readonly description?: string;
      readonly markdownDescription?: string;
    }>(settings)) {
      assert.ok(description ?? markdownDescription, name);
    }
  });
});
