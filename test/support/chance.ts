/** Chance that can be played again: the same seed gives the same numbers. */
export class Chance {
  constructor(private state: number) {}

  /** A number from 0 to under 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to under `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** True as often as a share of 1 says. */
  happens(share: number): boolean {
    return this.next() < share;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)];
  }
}
