import { median, type Judged } from './measure.js';

const WHAT = 72;

export const heading = line('what', 'median', 'allowed', 'spread', 'verdict', 'medians of the two');

/** One line of the table. */
export function lineOf(row: Judged): string {
  const { least, most } = row.limit;
  const allowed = [least === undefined || least < 0.001 ? '' : `≥ ${least}`, most === undefined ? '' : `≤ ${most}`]
    .filter((part) => part !== '')
    .join(' ');
  const [ours, theirs] = [median(row.samples.map((sample) => sample.ours)), median(row.samples.map((sample) => sample.theirs))];
  return line(
    row.what,
    brief(row.median),
    allowed,
    `${brief(row.lowest)}–${brief(row.highest)}`,
    row.verdict,
    `${brief(ours)} ÷ ${brief(theirs)} ${row.unit}`.trim(),
  );
}

function line(what: string, middle: string, allowed: string, spread: string, verdict: string, both: string): string {
  return `${what.padEnd(WHAT)} ${middle.padStart(7)} ${allowed.padEnd(8)} ${spread.padEnd(13)} ${verdict.padEnd(7)} ${both}`;
}

const brief = (value: number): string =>
  Math.abs(value) >= 1_000 ? Math.round(value).toLocaleString('en-GB') : Number(value.toPrecision(3)).toString();
