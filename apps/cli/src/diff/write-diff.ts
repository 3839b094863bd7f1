import type { Head } from '../report/ask.js';
import type { Leaf, Written, WrittenSection } from '../report/report.js';
import { inWords } from '../report/write.js';
import type { Change, Difference, FieldChange, Reason } from './ask-diff.js';

const GROUPS = { ADDED: 'Added', REMOVED: 'Removed', CHANGED: 'Changed', MOVED: 'Moved' } as const;

/** Lays a difference out: the counts, then a part for each thing, with what changed above the entries that made it so. */
export function writtenDiff({ title, from, to, changes, ...counts }: Difference): Written {
  const { addedCount, removedCount, changedCount, movedCount } = counts;
  return {
    title: 'What changed',
    plan: title,
    computedAt: `From ${pointInWords(from)}, to ${pointInWords(to)}`,
    sections: [
      {
        title: 'Counts',
        columns: Object.values(GROUPS),
        rows: [[addedCount, removedCount, changedCount, movedCount].map(String)],
      },
      ...Object.keys(GROUPS).flatMap((group) => changes.filter(({ change }) => change === group).map(sectionOf)),
    ],
  };
}

const pointInWords = ({ entry, on, edition }: Head): string =>
  `entry ${entry}, on ${on}, ${edition === null ? 'no edition' : `edition ${edition}`}`;

function sectionOf({ kind, code, title, change, movedFrom, fields, because }: Change): WrittenSection {
  const thing = `${spelled(kind)} ${code}${movedFrom.length > 0 ? ` (from ${movedFrom.join(', ')})` : ''}`;
  const values: readonly ('before' | 'after')[] = change === 'ADDED' ? ['after'] : change === 'REMOVED' ? ['before'] : ['before', 'after'];
  const heads = { before: 'Before', after: 'After' };
  return {
    title: `${GROUPS[change]}: ${thing}: ${title}`,
    columns: ['Field', ...values.map((value) => heads[value]), 'Entries'],
    rows: fields
      .map((field) => [field.field, ...values.map((value) => valueInWords(field, value)), field.because.join(', ')])
      .filter((row) => row.slice(1, -1).some((value) => value !== '')),
    notes: because.map(reasonInWords),
  };
}

const spelled = (kind: string): string => kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function valueInWords({ type, ...values }: FieldChange, which: 'before' | 'after'): string {
  const text = values[which];
  if (text === null) return '';
  return type === 'TEXT' || type === 'DAY' || type === 'NUMBER' ? text : inPlainWords(parsed(text));
}

/** A value that is not text stands as JSON; beside a value of another type, a text stands as it is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function inPlainWords(value: unknown): string {
  if (Array.isArray(value)) return inWords(value.map(inPlainWords));
  if (typeof value !== 'object' || value === null) return inWords([value as Leaf]);
  const members = Object.entries(value).map(([name, member]) => [name, inPlainWords(member)]);
  return members.flatMap(([name, words]) => (words === '' ? [] : [`${name} ${words}`])).join(', ');
}

function reasonInWords({ number, type, effectiveOn, recordedAt, onBehalfOf, reason, source }: Reason): string {
  const parts = [
    `Entry ${number}: ${type}`,
    effectiveOn === null ? undefined : `true on ${effectiveOn}`,
    `recorded ${recordedAt.slice(0, 16).replace('T', ' ')} UTC`,
    onBehalfOf === null ? undefined : `for ${onBehalfOf}`,
    reason === null ? undefined : `because ${reason}`,
    source === null ? undefined : `source ${source.document}${source.line === null ? '' : `, line ${source.line}`}`,
  ];
  return parts.filter((part) => part !== undefined).join('; ');
}
