import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Written } from '../report.js';
import { csvField, toCsv } from './csv.js';
import { toMarkdown } from './markdown.js';
import { toTable } from './table.js';

const report = (columns: readonly string[], ...rows: readonly (readonly string[])[]): Written => ({
  title: 'What is late',
  plan: 'The plan',
  computedAt: 'Entry 7, on 2025-10-01, edition 3, rules 2025-1',
  sections: [{ title: 'Milestones', columns, rows }],
});

describe('CSV', () => {
  it.each([
    ['plain text', 'plain text'],
    ['with, a comma', '"with, a comma"'],
    ['a "quote"', '"a ""quote"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['+44 1603', "'+44 1603"],
    ['-SUM(A1)', "'-SUM(A1)"],
    ['@cmd', "'@cmd"],
    ['\tcmd', "'\tcmd"],
    ['\rcmd', '"\'\rcmd"'],
    ['＝1', "'＝1"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['-5', '-5'],
    ['-0.25', '-0.25'],
    ['', ''],
  ])('writes %j as %j', (value, field) => {
    expect(csvField(value)).toBe(field);
  });

  it('begins with the byte order mark, ends every line with CR LF, and makes all lines equally long', () => {
    expect(toCsv(report(['Code', 'Milestone', 'By'], ['1a-m03', 'Plan, agreed', '2025-09-30']))).toBe(
      [
        '\uFEFFWhat is late,,',
        'The plan,,',
        '"Entry 7, on 2025-10-01, edition 3, rules 2025-1",,',
        ',,',
        'Milestones,,',
        'Code,Milestone,By',
        '1a-m03,"Plan, agreed",2025-09-30',
        '',
      ].join('\r\n'),
    );
  });

  it('starts no field as a formula, whatever it says (property)', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(csvField(value).replace(/^"/, '')).not.toMatch(/^[=+@\t\r]|^-(?!\d+(\.\d+)?$)/);
      }),
    );
  });
});

describe('Markdown', () => {
  it('makes a table of each part and takes no text for a mark', () => {
    expect(toMarkdown(report(['Code', 'Says'], ['1c', 'G* | <b>[x](y)</b>\nand _more_']))).toBe(
      [
        '# What is late',
        '',
        'The plan. Entry 7, on 2025-10-01, edition 3, rules 2025-1.',
        '',
        '## Milestones',
        '',
        '| Code | Says |',
        '| --- | --- |',
        '| 1c | G\\* \\| \\<b\\>\\[x\\](y)\\</b\\> and \\_more\\_ |',
        '',
      ].join('\n'),
    );
  });

  it('keeps every text as it is, whatever marks it holds (property)', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab1 \\`*_[]<>|~&#$!-+.()\n') }).map((value) => value.replace(/\s+/g, ' ').trim());
    const cellsOf = (line: string): readonly string[] => line.slice(2, -2).split(/(?<=(?<!\\)(?:\\\\)*) \| /);
    const bare = (written: string): string => {
      expect(written.replaceAll(/\\[!-/:-@[-`{-~]/g, '')).not.toMatch(/[\\`*_[\]<>|~&#$]/);
      return written.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
    };
    fc.assert(
      fc.property(text, text, text, (first, second, note) => {
        const written: Written = {
          ...report([]),
          sections: [{ title: first, columns: ['A', 'B'], rows: [[first, second]], notes: [note] }],
        };
        const lines = toMarkdown(written).split('\n');
        expect(lines).toHaveLength(12);
        expect([bare(lines[4].replace('## ', '')), ...cellsOf(lines[8]).map(bare)]).toEqual([first, first, second]);
        expect(bare(lines[10])).toBe(`- ${note}`);
      }),
    );
  });

  it('says where there is nothing', () => {
    expect(toMarkdown(report(['Code']))).toMatch(/## Milestones\n\nNone\.\n$/);
  });
});

describe('a table', () => {
  const lines = (written: Written): readonly string[] => toTable(written, 80).split('\n').slice(4);

  it('puts numbers to the right, lets long cells go on below, and leaves out columns without a word', () => {
    const text = 'A long title that has so many words in it that it cannot stand on the one line of a terminal';
    expect(lines(report(['Code', 'Lead', 'Days late', 'Milestone'], ['1a-m03', '', '1', text], ['1a-m04', '', '12', 'Short']))).toEqual([
      'Milestones',
      '',
      'Code    Days late  Milestone',
      '------  ---------  -------------------------------------------------------------',
      '1a-m03          1  A long title that has so many words in it that it cannot',
      '                   stand on the one line of a terminal',
      '1a-m04         12  Short',
      '',
    ]);
  });

  it('breaks words of several parts between them, and codes and days not at all', () => {
    const rows = Array.from({ length: 7 }, (_, index) => `Column number ${index}`);
    const cells = ['1a-m03', '2025-09-30', 'NOT_DELIVERED', 'Maternity-led', 'word '.repeat(20).trim(), 'word '.repeat(20).trim(), '7'];
    const table = toTable(report(rows, cells), 80);
    expect(table).toMatch(/^1a-m03 +2025-09-30  NOT_ +Maternity- .*\n +DELIVERED +led /m);
  });

  it('shows only the beginning of a long list', () => {
    const codes = Array.from({ length: 30 }, (_, index) => `k${index}`);
    expect(toTable(report(['What', 'Which'], ['All', codes.join(', ')]), 80).replace(/\s+/g, ' ')).toContain('k16, k17 … and 12 more');
  });

  it('says below it what there is to note', () => {
    const written = report(['Code'], ['1c']);
    const noted = { ...written, sections: written.sections.map((section) => ({ ...section, notes: ['Entry 7', 'Entry 8'] })) };
    expect(lines(noted)).toEqual(['Milestones', '', 'Code', '----', '1c', '', 'Entry 7', '', 'Entry 8', '']);
    expect(toCsv(noted)).toMatch(/Code\r\n1c\r\nEntry 7\r\nEntry 8\r\n$/);
  });

  it('says where there is nothing', () => {
    expect(lines(report(['Code']))).toEqual(['Milestones', '', 'None.', '']);
  });

  it('fits the terminal and loses no character, whatever it holds (property)', () => {
    const cell = fc.string({ maxLength: 90 }).map((text) => text.replace(/[\s,]+/g, ' ').trim());
    const table = fc
      .integer({ min: 1, max: 9 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 5 }));
    const characters = (text: string): string => [...text.replace(/[\s-]+/g, '')].sort().join('');
    fc.assert(
      fc.property(table, ([columns, ...rows]) => {
        const shown = lines(report(columns, ...rows));
        expect(shown.filter((line) => [...line].length > 80)).toEqual([]);
        const filled = columns.filter((_, index) => rows.some((row) => row[index] !== ''));
        expect(characters(shown.slice(2).join(''))).toBe(characters([...filled, ...rows.flat()].join('')));
      }),
      { numRuns: 50 },
    );
  });
});
