import type { Row } from './measure.js';

export interface Scale {
  /** How many pairs are measured, after one that warms up. */
  readonly pairs: number;
  /** 1 by default; smaller for a quick look. */
  readonly size: number;
  /** Also what takes minutes. */
  readonly long: boolean;
}

/** A group of lines of the table that are measured together. */
export interface Figure {
  readonly name: string;
  readonly run: (scale: Scale, say: (row: Row) => void) => Promise<void>;
}
