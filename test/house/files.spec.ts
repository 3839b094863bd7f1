import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const sources = globSync('{apps,libs}/**/*.ts').filter((file) => !file.includes('node_modules'));
const lines = (file: string): readonly string[] => readFileSync(file, 'utf8').split('\n');

test('every file of events warns that its names are on disk', () => {
  const files = sources.filter((file) => file.endsWith('.events.ts'));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files)
    expect([file, lines(file)[0]]).toEqual([file, '// These names and shapes are on disk. Add; never edit or reuse.']);
});

test('there is one command handler, and it stays small', () => {
  const handlers = sources.filter((file) => !file.endsWith('.spec.ts') && readFileSync(file, 'utf8').includes('@CommandHandler('));
  expect(handlers).toEqual(['apps/api/src/ledger-command.handler.ts']);
  expect(lines(handlers[0]).length).toBeLessThan(80);
});

test('no test is skipped or run alone', () => {
  const specs = globSync('{apps,libs,test}/**/*.spec.ts').filter((file) => !file.endsWith('files.spec.ts'));
  const marked = specs.filter((file) => /\b(test|it|describe)\.(skip|only|todo)\b|\bx(it|describe)\(/.test(readFileSync(file, 'utf8')));
  expect(marked).toEqual([]);
});

test('a field that needs its parent alone is a DerivedField', () => {
  const handed = sources.filter((file) => /\(\s*@Parent\(\) [^@()]*\): /.test(readFileSync(file, 'utf8')));
  expect(handed).toEqual([]);
});

test('the verifier can be read in one sitting', () => {
  const files = globSync('libs/audit/src/*.ts').filter((file) => !file.endsWith('.spec.ts'));
  expect(files.reduce((sum, file) => sum + lines(file).length, 0)).toBeLessThan(400);
});
