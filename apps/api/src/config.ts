import { join } from 'node:path';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that a start of the API may be told. */
export interface Config {
  /** `sqlite:<file>`, `esdb://…`, `kurrentdb://…`, or `memory:` for trials. */
  readonly log: string;
  /** Folder of read models and keys. */
  readonly data: string;
  /** File of the API keys. */
  readonly keys: string;
  /** Folder of the signed checkpoints: in it one for each tenant. */
  readonly checkpoints: string;
  /** Introspection, GraphiQL and field suggestions are off in production. */
  readonly production: boolean;
  readonly logLevel: LogLevel;
  /** The tenant of keys that are made without naming one. */
  readonly tenant: string;
  readonly host: string;
  /** 0 asks the machine for a free port. */
  readonly port: number;
}

/** A setting that cannot be used; the message names it and says what it may be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

function setting<T>(env: Environment, name: string, fallback: string, mayBe: string, read: (text: string) => T | undefined): T {
  const text = env[name] === undefined || env[name] === '' ? fallback : env[name];
  const value = read(text);
  if (value === undefined) throw new ConfigError(`${name} is "${text}" but may only be ${mayBe}.`);
  return value;
}

const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : undefined);
const flag = (text: string) => ({ true: true, false: false })[text];
const oneOf =
  <T extends string>(values: readonly T[]) =>
  (text: string) =>
    values.find((value) => value === text);

function portNumber(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined;
}

const KNOWN = ['LOG', 'DATA', 'KEYS', 'CHECKPOINTS', 'PRODUCTION', 'LOG_LEVEL', 'TENANT', 'TEST_ESDB', 'TEST_KURRENT'];

function refuseUnknown(env: Environment): void {
  const unknown = Object.keys(env).find((name) => name.startsWith('PLANLEDGER_') && !KNOWN.includes(name.slice('PLANLEDGER_'.length)));
  if (unknown !== undefined) {
    throw new ConfigError(`${unknown} is not a setting; those there are: ${KNOWN.map((name) => `PLANLEDGER_${name}`).join(', ')}.`);
  }
}

/** Reads and checks the settings. Throws a `ConfigError` at the first that is wrong. */
export function readConfig(env: Environment): Config {
  refuseUnknown(env);
  const data = setting(env, 'PLANLEDGER_DATA', './data', 'a folder', matching(/\S/));
  return {
    data,
    log: setting(
      env,
      'PLANLEDGER_LOG',
      `sqlite:${join(data, 'ledger.db')}`,
      'sqlite:<file>, esdb://<host>, kurrentdb://<host> or memory:',
      matching(/^(sqlite:.+|(esdb|esdb\+discover|kurrentdb|kurrentdb\+discover|kdb|kdb\+discover):\/\/.+|memory:)$/),
    ),
    keys: setting(env, 'PLANLEDGER_KEYS', join(data, 'keys.db'), 'a file', matching(/\S/)),
    checkpoints: setting(env, 'PLANLEDGER_CHECKPOINTS', join(data, 'checkpoints'), 'a folder', matching(/\S/)),
    production: setting(env, 'PLANLEDGER_PRODUCTION', 'false', 'true or false', flag),
    logLevel: setting(env, 'PLANLEDGER_LOG_LEVEL', 'info', `one of ${LOG_LEVELS.join(', ')}`, oneOf(LOG_LEVELS)),
    tenant: setting(env, 'PLANLEDGER_TENANT', 'main', 'a name of 1 to 32 small letters and digits', matching(/^[a-z][a-z0-9]{0,31}$/)),
    host: setting(env, 'HOST', '127.0.0.1', 'a host name or address', matching(/^[\w.:-]+$/)),
    port: setting(env, 'PORT', '3000', 'a port number from 0 to 65535', portNumber),
  };
}
