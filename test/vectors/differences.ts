// The places where two JSON values differ.

import type { Difference } from './vector.ts';

/** Every difference between the two, outermost first where one is missing; the order of keys is none. */
export function differences(expected: unknown, got: unknown, path = ''): readonly Difference[] {
  if (Array.isArray(expected) && Array.isArray(got)) {
    return [...expected.keys(), ...[...got.keys()].slice(expected.length)].flatMap((i) =>
      differences(expected[i], got[i], `${path}[${i}]`),
    );
  }
  if (isObject(expected) && isObject(got)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(got)]);
    return [...keys].flatMap((key) =>
      differences(own(expected, key), own(got, key), path === '' ? key : `${path}.${key}`),
    );
  }
  return expected === got ? [] : [{ path, expected, got }];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Not what an object has from its prototype. */
function own(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
