import { Worker } from 'node:worker_threads';
import { ReportDesk, type ReportRequest } from './report-desk.js';

export interface ReportQuestion {
  readonly id: number;
  readonly request: ReportRequest;
}

export type ReportAnswer = { readonly id: number } & ({ readonly report: unknown } | { readonly failed: string });

type Waiting = Pick<PromiseWithResolvers<unknown>, 'resolve' | 'reject'>;

/** One worker thread that computes reports on large plans, so that commits and health never wait for them. Made when first asked. */
export class ReportRoom {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  async ask(request: ReportRequest): Promise<unknown> {
    // A worker cannot load TypeScript, so tests take the same step here.
    if (import.meta.url.endsWith('.ts')) return computeHere(structuredClone(request));
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const id = this.asked++;
    this.waiting.set(id, { resolve, reject });
    (this.worker ??= this.start()).postMessage({ id, request } satisfies ReportQuestion);
    return promise;
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(new URL('./report.worker.js', import.meta.url));
    worker.unref();
    worker.on('message', (answer: ReportAnswer) => {
      const waiter = this.waiting.get(answer.id);
      this.waiting.delete(answer.id);
      if ('failed' in answer) waiter?.reject(new Error(answer.failed));
      else waiter?.resolve(answer.report);
    });
    worker.on('error', (error) => this.fail(worker, error));
    worker.on('exit', () => this.fail(worker, new Error('The reports are not computed any more.')));
    return worker;
  }

  /** Whoever waits is told; the next question gets another worker. */
  private fail(worker: Worker, error: unknown): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}

function computeHere(request: ReportRequest): unknown {
  const desk = new ReportDesk();
  try {
    return desk.compute(request);
  } finally {
    desk.close();
  }
}
