import { describe, expect, test } from '@jest/globals';
import { newKey, readSigner } from '../../../apps/cli/src/audit/signer.js';
import { openCheckpoint, openNote, readKey } from './note.js';
import { Tree } from './tree.js';

/** Known answers of another implementation of signed notes. */
const KNOWN = {
  key: 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop',
  text: `If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n`,
  own: '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n',
  other: '— another.example x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};

describe('a signed note', () => {
  const key = readKey(KNOWN.key);

  test.each([
    ['alone', KNOWN.own],
    ['beside an unknown one', KNOWN.other + KNOWN.own],
  ])('opens by its signature %s', (_, signatures) => {
    expect(openNote(`${KNOWN.text}\n${signatures}`, key)).toBe(KNOWN.text);
  });

  test.each([
    ['no signature', KNOWN.text],
    ['an empty block of signatures', `${KNOWN.text}\n`],
    ['only an unknown signature', `${KNOWN.text}\n${KNOWN.other}`],
    ['a signature without its end', `${KNOWN.text}\n${KNOWN.own.slice(0, -1)}`],
    ['a line that is no signature', `${KNOWN.text}\n${KNOWN.own}Another line.\n`],
    ['a control character', `\u0001${KNOWN.text}\n${KNOWN.own}`],
    ['another text', `${KNOWN.text.replace('answer', 'cause')}\n${KNOWN.own}`],
    ['a false signature beside the true one', `${KNOWN.text}\n${KNOWN.own}${KNOWN.own.replace('5n2t', '5n2u')}`],
  ])('with %s does not open', (_, note) => {
    expect(() => openNote(note, key)).toThrow();
  });

  test('keeps empty lines of its text', () => {
    const signer = readSigner(newKey('board.example/main').secret);
    const note = signer.note({ origin: 'board.example/main\n\nmore', size: 1, root: new Tree().root() });
    expect(openNote(note, readKey(signer.open))).toMatch(/^board\.example\/main\n\nmore\n1\n/);
  });
});

describe('a verifier key', () => {
  test('is read whole or not at all', () => {
    for (let cut = 1; cut < KNOWN.key.length; cut++) {
      expect(() => readKey(KNOWN.key.slice(cut))).toThrow();
      expect(() => readKey(KNOWN.key.slice(0, -cut))).toThrow();
    }
    expect(() => readKey('EnochRoot+af0cfe79+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop')).toThrow();
  });

  test('and its secret belong together', () => {
    const { secret, open } = newKey('board.example/main');
    expect(readSigner(secret).open).toBe(open);
    expect(() => readSigner(open)).toThrow('no signing key');
  });
});

describe('a checkpoint', () => {
  const signer = readSigner(newKey('board.example/main').secret);
  const key = readKey(signer.open);
  const root = new Tree().root();

  test('says origin, size and root', () => {
    const checkpoint = { origin: 'board.example/main', size: 479, root };
    expect(openCheckpoint(signer.note(checkpoint), key)).toEqual(checkpoint);
  });

  test.each([
    ['of another ledger', { origin: 'board.example/other', size: 1, root }],
    ['of a size that is no number', { origin: 'board.example/main', size: 1.5, root }],
    ['with a root of another length', { origin: 'board.example/main', size: 1, root: root.subarray(1) }],
  ])('%s is none, though it is signed', (_, checkpoint) => {
    expect(() => openCheckpoint(signer.note(checkpoint), key)).toThrow('it is no checkpoint of board.example/main');
  });
});
