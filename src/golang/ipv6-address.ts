// IPv6 addresses as Go's netip.ParseAddr reads them.

/** An address has this many groups of 16 bits. */
const GROUPS = 8;

/** True for the forms of RFC 4291, section 2.2, with or without a zone: `::1`, `::ffff:10.0.0.1`, `fe80::1%eth0`. */
export function isIpv6Address(text: string): boolean {
  const { address = '' } = /^(?<address>[^%]*)(?:%.+)?$/s.exec(text)?.groups ?? {};
  const [head = '', tail, ...more] = address.split('::');
  if (more.length > 0) return false;
  if (tail === undefined) return countGroups(head, true) === GROUPS;
  // "::" stands for one group at least.
  const before = head === '' ? 0 : countGroups(head, false);
  const after = tail === '' ? 0 : countGroups(tail, true);
  return before + after < GROUPS;
}

/**
 * The number of groups in a colon-separated list; NaN if one of them is malformed.
 * @param atEnd true if the address ends with the list, so that IPv4 notation may replace two groups
 */
function countGroups(list: string, atEnd: boolean): number {
  const groups = list.split(':');
  const ipv4 = atEnd && isIpv4Address(groups.at(-1) ?? '');
  if (ipv4) groups.pop();
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return Number.NaN;
  return groups.length + (ipv4 ? 2 : 0);
}

/** Four decimal bytes, without leading zeros. */
function isIpv4Address(text: string): boolean {
  const bytes = text.split('.');
  return (
    bytes.length === 4 && bytes.every((byte) => /^(?:0|[1-9]\d{0,2})$/.test(byte) && +byte < 256)
  );
}
