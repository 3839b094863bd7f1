import type { Connection } from '../graphql.js';
import { send, type Answer, type Refused } from './client.js';
import type { Lane, Phase } from './script.js';

export interface Tally {
  recorded: number;
  alreadyThere: number;
  /** Where the ledger turned something down: nothing more was sent after it. */
  refused?: Refused;
}

/** The API takes at most 20 mutations in a request. */
const PER_REQUEST = 20;
const LANES_AT_ONCE = 4;

type OnProgress = (answered: number) => void;

/**
 * Sends a script: phases in turn, the lanes of a phase a few at a time, each lane in its order. Stops at the first refusal.
 * `onProgress` hears how many mutations were answered. Throws an `ClientError` where the ledger cannot be asked.
 */
export async function runImport(phases: readonly Phase[], connection: Connection, onProgress: OnProgress): Promise<Tally> {
  const tally: Tally = { recorded: 0, alreadyThere: 0 };
  for (const phase of phases) {
    await runPhase(phase, connection, tally, onProgress);
    if (tally.refused !== undefined) break;
  }
  return tally;
}

async function runPhase(phase: Phase, connection: Connection, tally: Tally, onProgress: OnProgress): Promise<void> {
  // The longest first, so that the last of them does not go on alone.
  const waiting = phase.toSorted((one, other) => other.length - one.length);
  const failures: unknown[] = [];
  const isOver = (): boolean => tally.refused !== undefined || failures.length > 0;
  const work = async (): Promise<void> => {
    for (let lane = waiting.shift(); lane !== undefined && !isOver(); lane = waiting.shift()) {
      for (const asked of inGroups(lane)) {
        if (isOver()) return;
        count(await send(asked, connection), tally);
        onProgress(tally.recorded + tally.alreadyThere);
      }
    }
  };
  await Promise.all(Array.from({ length: LANES_AT_ONCE }, () => work().catch((error: unknown) => failures.push(error))));
  if (failures.length > 0) throw failures[0];
}

function count(answers: readonly Answer[], tally: Tally): void {
  for (const answer of answers) {
    if (answer.kind === 'RECORDED') tally.recorded++;
    else if (answer.kind === 'ALREADY_THERE') tally.alreadyThere++;
    else tally.refused ??= answer;
  }
}

function inGroups(lane: Lane): readonly Lane[] {
  return Array.from({ length: Math.ceil(lane.length / PER_REQUEST) }, (_, index) =>
    lane.slice(index * PER_REQUEST, (index + 1) * PER_REQUEST),
  );
}
