/** How many commands at least are remembered after they were recorded. */
const LATEST = 10_000;

/** Which stream a command id was sent to: while it is under way, and after that until the projection surely knows it. */
export class CommandStreams {
  private readonly inFlight = new Map<string, { readonly stream: string; holders: number }>();
  /** Two generations: dropping the older one as a whole costs next to nothing. */
  private latest = new Map<string, string>();
  private older = new Map<string, string>();

  find(key: string): string | undefined {
    return this.inFlight.get(key)?.stream ?? this.latest.get(key) ?? this.older.get(key);
  }

  /** Several requests may hold one id, each until it lets go. */
  hold(key: string, stream: string): void {
    const mark = this.inFlight.get(key);
    if (mark === undefined) this.inFlight.set(key, { stream, holders: 1 });
    else mark.holders++;
  }

  letGo(key: string): void {
    const mark = this.inFlight.get(key);
    if (mark !== undefined && --mark.holders === 0) this.inFlight.delete(key);
  }

  recorded(key: string, stream: string): void {
    this.latest.set(key, stream);
    if (this.latest.size < LATEST) return;
    this.older = this.latest;
    this.latest = new Map();
  }
}
