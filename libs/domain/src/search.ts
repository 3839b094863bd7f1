import { compareCodes } from './order.js';
import type { PlanView } from './plan-view.js';
import { initialsOf, loosely, printedAcronyms, solid } from './wording.js';

export type SearchKind = 'AMBITION' | 'OBJECTIVE' | 'MILESTONE' | 'MEASURE' | 'REGISTER_ENTRY' | 'DISCREPANCY';

/** What of a thing was found by: its code, one of its wordings, or letters that stand for a wording. */
export type SearchField = 'CODE' | 'TITLE' | 'FORMER_TITLE' | 'TITLE_VARIANT' | 'ALIAS' | 'ACRONYM' | 'INITIALS';

/** How a wording answers to a text: whole, from its beginning, as a phrase in it, or by all words in any order. */
export type SearchMatch = 'WHOLE' | 'BEGINNING' | 'PHRASE' | 'WORDS';

export interface SearchHit {
  readonly kind: SearchKind;
  readonly code: string;
  /** The title on the day looked at. */
  readonly title: string;
  readonly field: SearchField;
  readonly match: SearchMatch;
  /** The wording, or the code, that was found. */
  readonly wording: string;
}

interface Wording {
  readonly field: SearchField;
  readonly text: string;
  /** Its letters and digits alone, so that `co-ordination` and `coordination` are one. */
  readonly solid: string;
  /** Where its words begin in that. */
  readonly starts: readonly number[];
}

interface Thing {
  readonly kind: SearchKind;
  readonly code: string;
  readonly title: string;
  readonly wordings: readonly Wording[];
  /** Printed acronyms, and the initials of wordings that print none. */
  readonly short: readonly { readonly field: 'ACRONYM' | 'INITIALS'; readonly letters: string; readonly text: string }[];
}

/** Better answers first, by how they match and then by what; between equals the order of kinds and codes decides. */
const MATCHES: readonly SearchMatch[] = ['WHOLE', 'BEGINNING', 'PHRASE', 'WORDS'];
const FIELDS: readonly SearchField[] = ['CODE', 'TITLE', 'FORMER_TITLE', 'ALIAS', 'TITLE_VARIANT', 'ACRONYM', 'INITIALS'];
const KINDS: readonly SearchKind[] = ['AMBITION', 'OBJECTIVE', 'MILESTONE', 'MEASURE', 'REGISTER_ENTRY', 'DISCREPANCY'];

/** Initials of part of a title are a guess; of fewer letters they would be a coincidence. */
const FEWEST_INITIALS = 3;

interface Asked {
  readonly text: string;
  readonly solid: string;
  readonly words: readonly string[];
}

/**
 * The things of a plan that go by a text: any present or former title, title variant, alias, code or acronym. Titles match
 * whatever the case, punctuation and dashes; codes match as they are written. The best `first` answers, best first.
 */
export function searchPlan(view: PlanView, text: string, first: number): readonly SearchHit[] {
  const words = wordsOf(text);
  const asked: Asked = { text: text.trim(), solid: words.join(''), words };
  return thingsOf(view)
    .flatMap((thing) => {
      const best = bestHit(thing, asked);
      return best === undefined ? [] : [{ hit: best, rank: rankOf(best) }];
    })
    .sort((a, b) => a.rank - b.rank || KINDS.indexOf(a.hit.kind) - KINDS.indexOf(b.hit.kind) || compareCodes(a.hit.code, b.hit.code))
    .slice(0, first)
    .map(({ hit }) => hit);
}

const rankOf = ({ field, match }: Pick<SearchHit, 'field' | 'match'>): number =>
  MATCHES.indexOf(match) * FIELDS.length + FIELDS.indexOf(field);

function bestHit({ kind, code, title, wordings, short }: Thing, asked: Asked): SearchHit | undefined {
  const hit = (field: SearchField, match: SearchMatch, wording: string): SearchHit => ({ kind, code, title, field, match, wording });
  if (asked.text === code) return hit('CODE', 'WHOLE', code);
  if (asked.solid === '') return undefined;
  const hits = [
    ...wordings.flatMap((wording) => {
      const match = matchOf(wording, asked);
      return match === undefined ? [] : [hit(wording.field, match, wording.text)];
    }),
    ...short.flatMap(({ field, letters, text }) => {
      if (letters === asked.solid) return [hit(field, 'WHOLE', text)];
      const some = field === 'INITIALS' && asked.solid.length >= FEWEST_INITIALS ? letters.indexOf(asked.solid) : -1;
      return some < 0 ? [] : [hit(field, some === 0 ? 'BEGINNING' : 'PHRASE', text)];
    }),
  ];
  return hits.reduce<SearchHit | undefined>((best, one) => (best !== undefined && rankOf(best) <= rankOf(one) ? best : one), undefined);
}

function matchOf({ solid: own, starts }: Wording, { solid, words }: Asked): SearchMatch | undefined {
  const holds = (part: string): boolean => starts.some((start) => own.startsWith(part, start));
  if (own === solid) return 'WHOLE';
  if (own.startsWith(solid)) return 'BEGINNING';
  if (holds(solid)) return 'PHRASE';
  return words.every(holds) ? 'WORDS' : undefined;
}

const wordsOf = (text: string): readonly string[] => loosely(text).split(' ');

/** Views never change, so what is made of one for searching is kept as long as it is. */
const known = new WeakMap<PlanView, readonly Thing[]>();

function thingsOf(view: PlanView): readonly Thing[] {
  const before = known.get(view);
  if (before !== undefined) return before;
  const things = [
    ...view.ambitions.map(({ number, title, formerTitles }) =>
      thing('AMBITION', String(number), title, { FORMER_TITLE: titles(formerTitles) }),
    ),
    ...view.objectives.map(({ code, title, formerTitles, titleVariants }) =>
      thing('OBJECTIVE', code, title, {
        FORMER_TITLE: titles(formerTitles),
        TITLE_VARIANT: titleVariants.map(({ wording }) => wording),
      }),
    ),
    ...view.milestones.map(({ code, title }) => thing('MILESTONE', code, title, {})),
    ...view.measures.map(({ code, title }) => thing('MEASURE', code, title, {})),
    ...view.registerEntries.map(({ code, name, formerNames, aliases }) =>
      thing('REGISTER_ENTRY', code, name, { FORMER_TITLE: titles(formerNames), ALIAS: aliases.map(({ alias }) => alias) }),
    ),
    ...view.discrepancies.map(({ code, what }) => thing('DISCREPANCY', code, what, {})),
  ];
  known.set(view, things);
  return things;
}

const titles = (former: readonly { readonly title: string }[]): readonly string[] => former.map(({ title }) => title);

type Others = Readonly<Partial<Record<'FORMER_TITLE' | 'TITLE_VARIANT' | 'ALIAS', readonly string[]>>>;

function thing(kind: SearchKind, code: string, title: string, others: Others): Thing {
  const all = (Object.entries({ TITLE: [title], ...others }) as [SearchField, readonly string[]][]).flatMap(([field, texts]) =>
    texts.map((text) => wordingOf(field, text)),
  );
  // A discrepancy is a sentence, and the initials of a sentence are chance.
  return { kind, code, title, wordings: all, short: kind === 'DISCREPANCY' ? [] : all.flatMap(({ text }) => shortOf(text)) };
}

function wordingOf(field: SearchField, text: string): Wording {
  const words = wordsOf(text);
  const starts = words.map((_, index) => words.slice(0, index).join('').length);
  return { field, text, solid: words.join(''), starts };
}

function shortOf(text: string): Thing['short'] {
  const printed = printedAcronyms(text);
  if (printed.length > 0) return printed.map((acronym) => ({ field: 'ACRONYM', letters: solid(acronym), text }));
  return initialsOf(text).map((letters) => ({ field: 'INITIALS', letters, text }));
}
