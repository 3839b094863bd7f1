const PARTS = /\d+|\D+/g;

/** Orders codes as people count them: `1a` before `1b` before `2a`, `1a-m02` before `1a-m10`. */
export function compareCodes(a: string, b: string): number {
  const [left, right] = [a.match(PARTS) ?? [], b.match(PARTS) ?? []];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const order = compareParts(left[index] ?? '', right[index] ?? '');
    if (order !== 0) return order;
  }
  // Codes that differ only in leading zeros still need one order.
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0);
}

function compareParts(a: string, b: string): number {
  const [left, right] = [Number(a), Number(b)];
  if (Number.isNaN(left) || Number.isNaN(right)) return a < b ? -1 : a > b ? 1 : 0;
  return left - right;
}
