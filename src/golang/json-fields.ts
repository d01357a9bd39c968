// The fields of a struct in a JSON object, as Go's encoding/json finds them: names count in any case, and so does each of
// several members of the same name, in their order.

import { type GoJson, JsonObject } from './json.ts';

/** A member whose name is that of a field, in any case. */
export interface FieldMember<Field extends string> {
  readonly field: Field;
  readonly value: GoJson;
}

/** The names of the fields that a struct has in JSON. */
export class JsonFields<Field extends string> {
  readonly #byName: ReadonlyMap<string, Field>;

  /** @param fields no two of which are equal but for their case */
  constructor(fields: readonly Field[]) {
    this.#byName = new Map(fields.map((field) => [folded(field), field]));
  }

  /**
   * The members for the fields, in their order; others do not count. Empty for `null`, which sets no field; undefined for
   * what is no object.
   */
  membersOf(value: GoJson): readonly FieldMember<Field>[] | undefined {
    if (value === null) return [];
    if (!(value instanceof JsonObject)) return undefined;
    return value.members.flatMap(([name, member]) => {
      const field = this.#byName.get(folded(name));
      return field === undefined ? [] : [{ field, value: member }];
    });
  }
}

/** Go takes the long s and the sign for Kelvin for letters, too; of the latter `toLowerCase` knows. */
function folded(name: string): string {
  return name.replaceAll('\u017f', 's').toLowerCase();
}
