// What no person could have meant: C0 and C1 controls, separators, and overrides of direction, by which one text shows as another.
const NOT_IN_A_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/u;
const NOT_IN_A_LINE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/u;
// White space, and what is not seen at all: zero-width characters, marks of direction, fillers.
const NOTHING_SEEN = /^[\s\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]*$/u;

function wrong(value: unknown, max: number, control: RegExp, what: string): string | undefined {
  if (typeof value !== 'string') return 'must be text';
  if (!value.isWellFormed()) return 'must be well-formed Unicode, without lone surrogates';
  if (control.test(value)) return what;
  if (NOTHING_SEEN.test(value)) return 'must not be empty';
  if (value.trim() !== value) return 'must not begin or end with white space';
  if (value.normalize('NFC') !== value) return 'must be in Unicode normal form C (NFC)';
  return value.length > max ? `must be at most ${max} characters long; it is ${value.length}` : undefined;
}

/** What is wrong with a text of several lines, if anything. */
export const wrongText = (value: unknown, max: number): string | undefined =>
  wrong(value, max, NOT_IN_A_TEXT, 'must hold no control characters but line feeds and tabs');

/** What is wrong with a single line of text, if anything. */
export const wrongLine = (value: unknown, max: number): string | undefined =>
  wrong(value, max, NOT_IN_A_LINE, 'must be a single line without control characters');
