import { describe, expect, test } from '@jest/globals';
import { readConfig } from './config.js';

describe('settings', () => {
  test('have defaults that a newcomer needs none beside', () => {
    expect(readConfig({})).toEqual({
      log: 'sqlite:data/ledger.db',
      data: './data',
      keys: 'data/keys.db',
      checkpoints: 'data/checkpoints',
      production: false,
      logLevel: 'info',
      tenant: 'main',
      host: '127.0.0.1',
      port: 3000,
    });
  });

  test('follow the data folder, and leave what is empty at its default', () => {
    const config = readConfig({ PLANLEDGER_DATA: '/srv/plan', PLANLEDGER_LOG_LEVEL: '', PORT: '0', PLANLEDGER_PRODUCTION: 'true' });
    expect(config).toMatchObject({
      log: 'sqlite:/srv/plan/ledger.db',
      keys: '/srv/plan/keys.db',
      logLevel: 'info',
      port: 0,
      production: true,
    });
  });

  test.each(['esdb://localhost:2113?tls=false', 'kurrentdb://a,b,c', 'esdb+discover://host', 'memory:', 'sqlite:./x.db'])(
    'take the log %s',
    (log) => {
      expect(readConfig({ PLANLEDGER_LOG: log }).log).toBe(log);
    },
  );

  test.each([
    ['PLANLEDGER_LOG', 'postgres://x', 'sqlite:<file>'],
    ['PLANLEDGER_PRODUCTION', 'yes', 'true or false'],
    ['PLANLEDGER_LOG_LEVEL', 'loud', 'one of trace'],
    ['PLANLEDGER_TENANT', 'Main', 'small letters'],
    ['PORT', '70000', '0 to 65535'],
    ['PORT', 'http', '0 to 65535'],
    ['HOST', 'a b', 'host name'],
  ])('%s=%s is refused by its name, with what it may be', (name, value, mayBe) => {
    expect(() => readConfig({ [name]: value })).toThrow(
      expect.objectContaining({ name: 'ConfigError', message: expect.stringContaining(mayBe) as unknown }),
    );
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });

  test('that there are none such are refused: most likely misspelt', () => {
    expect(() => readConfig({ PLANLEDGER_LOGS: 'memory:' })).toThrow(/PLANLEDGER_LOGS is not a setting/);
  });
});
