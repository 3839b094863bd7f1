import { collect } from './memory.js';

/** One pair of runs, one after the other on the same machine: what was measured, what it is held against. */
export interface Sample {
  readonly ours: number;
  readonly theirs: number;
}

/** What a ratio may be. */
export interface Limit {
  readonly least?: number;
  readonly most?: number;
}

/** One line of the table. */
export interface Row {
  /** The figure it belongs to, as `--only` names it. */
  readonly figure: string;
  readonly what: string;
  /** What `ours` and `theirs` count: `commands/s`, `ms`, … */
  readonly unit: string;
  readonly limit: Limit;
  readonly samples: readonly Sample[];
  readonly note?: string;
}

export type Verdict = 'ok' | 'FAILS' | '-';

export interface Judged extends Row {
  readonly ratios: readonly number[];
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  readonly verdict: Verdict;
}

/** A run that lost, doubled or invented a write counts for nothing. Recognise it by `name`. */
export class VoidRun extends Error {
  override readonly name = 'VoidRun';
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function judge(row: Row): Judged {
  const ratios = row.samples.map(({ ours, theirs }) => ours / theirs);
  const middle = median(ratios);
  return {
    ...row,
    ratios,
    median: middle,
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    verdict: verdictOf(middle, row.limit),
  };
}

function verdictOf(value: number, { least, most }: Limit): Verdict {
  if (least === undefined && most === undefined) return '-';
  return value >= (least ?? -Infinity) && value <= (most ?? Infinity) ? 'ok' : 'FAILS';
}

/** Runs pairs in turn, A B A B …, after one pair that only warms up. */
export async function pairs(count: number, ours: () => Promise<number>, theirs: () => Promise<number>): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  for (let pair = 0; pair <= count; pair++) {
    const sample = { ours: await ours(), theirs: await theirs() };
    if (pair > 0) samples.push(sample);
  }
  return samples;
}

const TRIES = 5;

/** The shortest of a few tries of what takes a moment: whatever else the machine does meanwhile only adds to it. */
export async function shortest(measure: () => Promise<number>): Promise<number> {
  let least = Infinity;
  for (let tried = 0; tried < TRIES; tried++) least = Math.min(least, await measure());
  return least;
}

/** How many per second, over a stretch of work. What its preparation left behind is cleared away before. */
export async function rate(count: number, work: () => Promise<void>): Promise<number> {
  collect();
  const started = performance.now();
  await work();
  return (count * 1000) / (performance.now() - started);
}

/** Slope of the straight line through (log x, log y). */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const [meanX, meanY] = [0, 1].map((axis) => logs.reduce((sum, point) => sum + point[axis], 0) / logs.length);
  const over = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return over / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
