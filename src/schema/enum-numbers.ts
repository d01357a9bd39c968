// Numbers of enum values by their names in the .proto files, so that no source repeats a number.

import { schema } from './schema.ts';

/**
 * The numbers of some values of an enum.
 * Throws if the schema has no such value: names are constants of the program, so it is the caller's mistake.
 * @param fullName with the package, such as `scheduler.config.Acl.Role`
 */
export function enumNumbers<const Name extends string>(
  fullName: string,
  names: readonly Name[],
): Readonly<Record<Name, number>> {
  const type = schema.enum(fullName);
  const entries = names.map((name) => {
    const value = type?.byName(name);
    if (!value) throw new Error(`the schema has no ${name} in ${fullName}`);
    return [name, value.number] as const;
  });
  return Object.fromEntries(entries) as Record<Name, number>;
}

/** The kinds of triggering policy. */
export const POLICY_KINDS = enumNumbers('scheduler.config.TriggeringPolicy.Kind', [
  'UNDEFINED',
  'GREEDY_BATCHING',
  'LOGARITHMIC_BATCHING',
  'NEWEST_FIRST',
]);
