import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nodeId, type NodeKind, readNodeId } from './node.js';
import { filterHash, readCursor, readCursorAt, writeCursor } from './paging.js';

describe('a cursor', () => {
  const place = { entry: 812, on: '2025-09-30', filter: filterHash('milestones', { late: true }), at: 3 };

  test('is read as it was written, and only for its own list', () => {
    expect(readCursor(writeCursor(place), place.filter)).toEqual(place);
    expect(() => readCursor(writeCursor(place), filterHash('milestones', { late: false }))).toThrow('another filter');
    expect(() => readCursor(writeCursor(place), filterHash('objectives', { late: true }))).toThrow('another list');
  });

  test('of another point names the pin to use', () => {
    expect(readCursorAt(writeCursor(place), place.filter, { entry: 812, on: '2025-09-30' })).toEqual(place);
    expect(() => readCursorAt(writeCursor(place), place.filter, { entry: 813, on: '2025-09-30' })).toThrow(
      'asOf: {entry: 812}, on: "2025-09-30"',
    );
  });

  test('that nobody gave out is refused, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => Buffer.from(text).toString('base64url')),
        ),
        (text) => {
          expect(() => readCursor(text, place.filter)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
        },
      ),
    );
  });

  test('does not mind the order in which a filter is written', () => {
    expect(filterHash('x', { a: 1, b: 2, c: undefined })).toBe(filterHash('x', { b: 2, a: 1 }));
  });
});

describe('the id of a node', () => {
  test.each<[NodeKind, string, string]>([
    ['plan', 'jfp', ''],
    ['edition', 'jfp', '3'],
    ['objective', 'jfp', '1b'],
    ['milestone', 'jfp', '1b-m06'],
    ['entry', '', '812'],
  ])('of a %s is found again', (kind, plan, key) => {
    expect(readNodeId(nodeId(kind, plan, key))).toEqual({ kind, plan, key });
  });

  test('is no other text', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(readNodeId(text)).toBeUndefined()));
    expect(readNodeId(`${nodeId('plan', 'jfp', '')}=`)).toBeUndefined();
    expect(readNodeId(Buffer.from('report:jfp:1').toString('base64url'))).toBeUndefined();
  });
});
