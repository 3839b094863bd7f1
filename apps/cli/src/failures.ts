import { EXIT, type ExitCode, type World } from './world.js';

const EXPECTED = ['AuditError', 'ClientError', 'ConfigError', 'CopyError', 'LogError', 'RebuildError'];

/** Failures of the surroundings that a person can mend: a wrong setting, a file in use, a server out of reach. */
function isExpected(error: unknown): error is Error {
  const { name = '', code, syscall } = error as { name?: string; code?: unknown; syscall?: unknown };
  return EXPECTED.includes(name) || code === 'ERR_SQLITE_ERROR' || syscall !== undefined;
}

/** Tells an expected failure in words; throws any other on. */
export function failed(error: unknown, { err }: Pick<World, 'err'>): ExitCode {
  if (!isExpected(error)) throw error;
  err(`${error.message}\n`);
  return EXIT.FAILED;
}
