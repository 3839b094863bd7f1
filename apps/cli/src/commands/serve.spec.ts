import { describe, expect, test } from '@jest/globals';
import { hintFor } from './serve.js';

const settings = { host: '10.0.0.1', port: 80, data: './data' };
const failure = (code: string, syscall: string): Error => Object.assign(new Error(code), { code, syscall });

describe('what to do where the API cannot start', () => {
  test.each([
    ['EADDRINUSE', 'listen', /^10\.0\.0\.1:80 is in use .* set PORT/],
    ['EACCES', 'listen', /^10\.0\.0\.1:80 may not be used by this account\. Set PORT/],
    ['EADDRNOTAVAIL', 'listen', /^10\.0\.0\.1 is no address of this machine\. Set HOST/],
    ['ENOTFOUND', 'getaddrinfo', /^10\.0\.0\.1 is no address of this machine\. Set HOST/],
  ])('%s of %s', (code, syscall, hint) => {
    expect(hintFor(failure(code, syscall), settings)).toMatch(hint);
  });

  test('a folder that may not be written is not taken for a port', () => {
    expect(hintFor(failure('EACCES', 'mkdir'), settings)).toBeUndefined();
  });
});
