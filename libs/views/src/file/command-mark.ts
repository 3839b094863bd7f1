/** A number of 52 bits for a command id: small in an index. Two ids may share one, so what is found is to be compared. */
export function commandMark(id: string): number {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let index = 0; index < id.length; index++) {
    const unit = id.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b);
  }
  high ^= high >>> 15;
  return (high & 0xfffff) * 2 ** 32 + (low >>> 0);
}
