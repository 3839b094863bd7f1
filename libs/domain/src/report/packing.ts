/** Bytes of a value as JSON in UTF-8. */
export function bytesOf(value: unknown): number {
  let bytes = 0;
  for (const sign of JSON.stringify(value)) bytes += sizeOfSign(sign.codePointAt(0) ?? 0);
  return bytes;
}

const sizeOfSign = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);

/** Consecutive items in groups, each as full as may be; an item that is larger than a group has one to itself. */
export function packed<T>(items: readonly T[], most: number, sizeOf: (item: T) => number): readonly (readonly T[])[] {
  const groups: T[][] = [];
  let room = 0;
  for (const item of items) {
    const size = sizeOf(item);
    const last = groups.at(-1);
    if (last === undefined || size > room) {
      groups.push([item]);
      room = most - size;
    } else {
      last.push(item);
      room -= size;
    }
  }
  return groups;
}
