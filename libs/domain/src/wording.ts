const APOSTROPHES = /['’‘ʼ`´]/gu;
const MARKS = /\p{M}/gu;
const NOT_A_WORD = /[^\p{L}\p{N}]+/gu;
const IN_BRACKETS = /\(([^()]+)\)/gu;
const SMALL_WORDS: ReadonlySet<string> = new Set([
  'a',
  'an',
  'and',
  'at',
  'by',
  'for',
  'from',
  'in',
  'into',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
]);

/** A wording as titles are compared: without case, accents, punctuation, dashes or spaces beyond one. */
export function loosely(text: string): string {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(APOSTROPHES, '')
    .replace(NOT_A_WORD, ' ')
    .trim();
}

/** True where two wordings differ at most in case, punctuation, dashes and spaces. */
export const sameWording = (a: string, b: string): boolean => solid(a) === solid(b);

/** The letters and digits of a wording alone, so that `co-production` and `coproduction` are one. */
export const solid = (text: string): string => loosely(text).replaceAll(' ', '');

const isAcronym = (text: string): boolean => /^\p{Lu}[\p{L}\p{N}&/-]{1,11}$/u.test(text) && (text.match(/\p{Lu}/gu)?.length ?? 0) >= 2;

/** The acronyms that a wording prints in brackets, such as TLHC. */
export function printedAcronyms(text: string): readonly string[] {
  return [...text.matchAll(IN_BRACKETS)].map(([, inside]) => inside.trim()).filter(isAcronym);
}

/** The initials that a wording could be known by: of all its words, without the small ones, and of those with capitals. */
export function initialsOf(text: string): readonly string[] {
  const words = text
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(APOSTROPHES, '')
    .split(NOT_A_WORD)
    .filter((word) => word !== '');
  const first = (some: readonly string[]): string => some.map((word) => word.charAt(0).toLowerCase()).join('');
  const kinds = [words, words.filter((word) => !SMALL_WORDS.has(word.toLowerCase())), words.filter((word) => /^\p{Lu}/u.test(word))];
  return [...new Set(kinds.map(first))].filter((initials) => initials.length >= 2);
}
