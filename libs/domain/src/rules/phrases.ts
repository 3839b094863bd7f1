import { loosely } from '../wording.js';

const wordsOf = (text: string): readonly string[] => loosely(text).split(' ');

/**
 * Finds phrases in texts, whatever their case and punctuation. Made for one set of phrases: a text costs as many look-ups
 * as it has words, times the lengths that phrases have, and not one for every phrase.
 */
export function phraseFinder(phrases: Iterable<string>): (text: string) => ReadonlySet<string> {
  const known = new Map<string, string>();
  for (const phrase of phrases) known.set(loosely(phrase), phrase);
  const lengths = new Set([...known.keys()].map((phrase) => phrase.split(' ').length));
  return (text) => {
    const words = wordsOf(text);
    const found = new Set<string>();
    for (const length of lengths) {
      for (let from = 0; from + length <= words.length; from += 1) {
        const phrase = known.get(words.slice(from, from + length).join(' '));
        if (phrase !== undefined) found.add(phrase);
      }
    }
    return found;
  };
}

const NAME = /\p{Lu}[\p{L}\p{N}’'-]*(?: \p{Lu}[\p{L}\p{N}’'-]*){2,}/gu;

/** The names that a text prints: three and more words with capitals in a row, such as `Patient Initiated Follow-Up`. */
export const namesIn = (text: string): readonly string[] => text.match(NAME) ?? [];

/** Words that say how or when something is done, and not what. */
const HOW: ReadonlySet<string> = new Set([
  ...['a', 'all', 'an', 'and', 'at', 'by', 'continued', 'continuing', 'deliver', 'delivery', 'first', 'for', 'from', 'full', 'further'],
  ...['in', 'into', 'more', 'new', 'next', 'of', 'on', 'ongoing', 'or', 'second', 'stage', 'start', 'started', 'the', 'third', 'to'],
  ...['wider', 'with', 'year', 'years'],
]);

const ENDINGS = /(?:ings?|ed|es|s)$/u;

/** What a wording is about, as one text: its telling words without their endings, in one order. Empty where there are fewer than two. */
export function gistOf(text: string): string {
  const telling = wordsOf(text).filter((word) => !HOW.has(word) && !/^\d+$/u.test(word));
  const stems = new Set(telling.map((word) => (word.length > 4 ? word.replace(ENDINGS, '') : word)));
  return stems.size < 2 ? '' : [...stems].sort().join(' ');
}
