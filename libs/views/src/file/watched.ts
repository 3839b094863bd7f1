import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { isRuined } from './schema.js';

/** Has the statements that are prepared from now on tell when they come upon a page that is damaged. */
export function watched(database: DatabaseSync, onRuined: () => void): DatabaseSync {
  const prepare = database.prepare.bind(database);
  return Object.assign(database, { prepare: (sql: string) => telling(prepare(sql), onRuined) });
}

function telling(statement: StatementSync, onRuined: () => void): StatementSync {
  const [get, all, run] = [statement.get.bind(statement), statement.all.bind(statement), statement.run.bind(statement)];
  return Object.assign(statement, { get: told(get, onRuined), all: told(all, onRuined), run: told(run, onRuined) });
}

const told =
  <A extends readonly unknown[], R>(call: (...values: A) => R, onRuined: () => void) =>
  (...values: A): R => {
    try {
      return call(...values);
    } catch (error) {
      if (isRuined(error)) onRuined();
      throw error;
    }
  };
