import { parentPort } from 'node:worker_threads';
import { ReportDesk } from './report-desk.js';
import type { ReportAnswer, ReportQuestion } from './report-room.js';

const desk = new ReportDesk();

parentPort?.on('message', ({ id, request }: ReportQuestion) => {
  const say = (answer: ReportAnswer): void => parentPort?.postMessage(answer);
  try {
    say({ id, report: desk.compute(request) });
  } catch (error) {
    say({ id, failed: error instanceof Error ? error.message : String(error) });
  }
});
