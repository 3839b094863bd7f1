import { Session } from 'node:inspector/promises';

/** Counts how often the functions and blocks of the domain run: a measure of work that is the same on every machine. */
export class WorkCounter {
  private readonly session = new Session();

  async start(): Promise<void> {
    this.session.connect();
    await this.session.post('Profiler.enable');
    await this.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** What a piece of work came to, and how many blocks of `libs/domain` ran for it. */
  async of<R>(work: () => R): Promise<{ readonly value: R; readonly count: number }> {
    await this.session.post('Profiler.takePreciseCoverage');
    const value = work();
    const { result } = await this.session.post('Profiler.takePreciseCoverage');
    const ours = result.filter(({ url }) => url.includes('/libs/domain/src/'));
    const counts = ours.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)));
    return { value, count: counts.reduce((sum, count) => sum + count, 0) };
  }

  stop(): void {
    this.session.disconnect();
  }
}
