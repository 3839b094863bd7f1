import { describe, expect, test } from '@jest/globals';
import { EventEmitter } from 'node:events';
import { WebSocket } from 'ws';
import { Authenticator } from '../auth/authenticator.js';
import { KeyStore } from '../auth/key-store.js';
import { makeLogger } from '../logging.js';
import { LIMITS } from './limits.js';
import { OpenSocket } from './open-socket.js';

/** A socket whose other end is this test. */
class FakeSocket extends EventEmitter {
  readonly protocol = 'graphql-transport-ws';
  readyState: number = WebSocket.OPEN;
  bufferedAmount = 0;
  pings = 0;
  ended: { readonly code: number; readonly reason: string } | undefined;

  close(code: number, reason: string): void {
    this.readyState = 2;
    this.ended ??= { code, reason };
  }

  ping(): void {
    this.pings += 1;
  }
}

const NOW = '2025-10-03T09:00:00.000Z';

function room() {
  const keys = new KeyStore(':memory:');
  const all: OpenSocket[] = [];
  const lines: string[] = [];
  const authenticator = new Authenticator(keys);
  const logger = makeLogger('info', { write: (line) => void lines.push(line) });
  const key = keys.create({ tenant: 'main', name: 'someone', roles: ['viewer'] }, NOW);
  const open = () => {
    const socket = new FakeSocket();
    const opened = new OpenSocket({
      ...{ socket: socket as unknown as WebSocket, authenticator, logger, requestId: 'find-me', header: undefined },
      all: () => all,
    });
    all.push(opened);
    return { socket, opened };
  };
  const admit = (opened: OpenSocket, subscriptions = 0): boolean => opened.admit({ Authorization: `Bearer ${key}` }, () => subscriptions);
  return { keys, key, lines, open, admit };
}

describe('an open socket', () => {
  test('that gives no sign of life from one pulse to the next is closed, to come again', () => {
    const { open } = room();
    const { socket, opened } = open();
    opened.pulse();
    socket.emit('pong');
    opened.pulse();
    expect([socket.pings, socket.ended]).toEqual([2, undefined]);
    opened.pulse();
    expect(socket.ended).toEqual({ code: 1013, reason: expect.stringContaining('Nothing was read') });
  });

  test.each(['ping', 'message'])('whose other end does not read but goes on to ask is closed at the next %s', (event) => {
    const { open } = room();
    const { socket, opened } = open();
    const taken: string[] = [];
    opened.transport.onMessage(async (text) => void taken.push(text));
    socket.bufferedAmount = 4 * 1024 * 1024;
    socket.emit(event, Buffer.from('first'));
    expect(socket.ended).toBeUndefined();
    socket.bufferedAmount += 1;
    socket.emit(event, Buffer.from('second'));
    expect(socket.ended).toEqual({ code: 1013, reason: expect.stringContaining('Too much waits') });
    expect(taken).toEqual(event === 'message' ? ['first'] : []);
  });

  test('is closed once its key is revoked, or cannot be checked', () => {
    const { keys, key, lines, open, admit } = room();
    const [one, other] = [open(), open()];
    for (const { opened } of [one, other]) expect(admit(opened)).toBe(true);
    one.opened.recheck();
    expect(one.socket.ended).toBeUndefined();
    keys.revoke(key.slice(3, 15), NOW);
    one.opened.recheck();
    expect(one.socket.ended).toMatchObject({ code: 4401 });
    keys.close();
    other.opened.recheck();
    expect(other.socket.ended).toMatchObject({ code: 1013 });
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([expect.objectContaining({ msg: 'A request failed' })]);
  });

  test('asks as its key says, up to so many subscriptions with all its sockets', () => {
    const { open, admit } = room();
    const [one, other] = [open(), open()];
    admit(one.opened, LIMITS.subscriptionsOfKey - 1);
    admit(other.opened, 1);
    expect(other.opened.asker()).toMatchObject({ caller: { tenant: 'main', actor: 'someone' }, correlationId: 'find-me' });
    admit(open().opened, 1);
    expect(() => other.opened.asker()).toThrow(
      expect.objectContaining({ code: 'QUERY_TOO_COSTLY', details: expect.objectContaining({ limit: 'subscriptionsOfKey' }) }),
    );
  });

  test('says in the log with which code it was closed, first of all by this side', () => {
    const { lines, open } = room();
    const { opened } = open();
    opened.end(1001, 'The end.');
    opened.closed(1006);
    expect(JSON.parse(lines[0])).toMatchObject({ msg: 'socket closed', code: 1001, requestId: 'find-me' });
  });

  test('whose messages fail is closed without a word of why', async () => {
    const { lines, open } = room();
    const { socket, opened } = open();
    opened.transport.onMessage(() => Promise.reject(new TypeError('a secret detail')));
    socket.emit('message', Buffer.from('{}'));
    await new Promise(setImmediate);
    expect(socket.ended).toEqual({ code: 1011, reason: 'Something went wrong here.' });
    expect(lines.join()).toContain('a secret detail');
  });
});
