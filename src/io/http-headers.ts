// Header fields of HTTP, whose names have no case (RFC 9110, section 5.1).

/**
 * The values of a field, in the order of its lines; empty if there is none.
 * @param headers as a request or as a response has them
 */
export function headerValues(
  headers: Readonly<Record<string, string>> | ReadonlyArray<readonly [string, string]> | undefined,
  name: string,
): readonly string[] {
  const lines = Array.isArray(headers) ? headers : Object.entries(headers ?? {});
  const wanted = name.toLowerCase();
  return lines.flatMap(([key, value]) => (key.toLowerCase() === wanted ? [value.trim()] : []));
}
