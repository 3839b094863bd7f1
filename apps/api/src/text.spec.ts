import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { wrongLine, wrongText } from './text.js';

describe('text', () => {
  test.each(['Board minutes 2025-10-01', 'café', '日本', 'emoji 👩‍⚕️ and more'])('may be %p', (text) => {
    expect(wrongLine(text, 100)).toBeUndefined();
    expect(wrongText(`${text}\n\t${text}`, 100)).toBeUndefined();
  });

  test('of several lines is no line', () => {
    expect(wrongLine('two\nlines', 100)).toContain('single line');
    expect(wrongLine('a\ttab', 100)).toContain('single line');
  });

  test.each(['a\rb', 'a\u0000b', 'a\u007fb', 'a\u0085b', 'a\u2028b', 'a\u202eb', 'a\u2066b', '\ufeff'])('is never %j', (text) => {
    expect(wrongText(text, 100)).toBeDefined();
    expect(wrongLine(text, 100)).toBeDefined();
  });

  test.each(['', ' ', '\u200b', '\u200d\u2060', '\u00ad', '\u200e\u200f', '\u3164', '\u2800', '\ufe0f'])(
    'that nobody sees is empty: %j',
    (text) => {
      expect(wrongText(text, 100)).toBe('must not be empty');
      expect(wrongLine(text, 100)).toBe('must not be empty');
      expect(wrongLine(`a${text.trim()}`, 100)).toBeUndefined();
    },
  );

  test('of any kind is either refused or survives canonical JSON unchanged', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(
            fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
            fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
          ),
        }),
        (text) => {
          if (wrongText(text, 1000) !== undefined) return;
          expect(text.isWellFormed()).toBe(true);
          expect(text.normalize('NFC')).toBe(text);
          expect(new TextDecoder('utf-8', { fatal: true }).decode(new TextEncoder().encode(text))).toBe(text);
        },
      ),
    );
  });

  test('is measured in UTF-16 units, as its limit says', () => {
    expect(wrongText('x'.repeat(11), 10)).toBe('must be at most 10 characters long; it is 11');
  });
});
