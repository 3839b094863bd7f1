import {
  ALWAYS,
  compareCodes,
  evolve,
  feeds,
  type Day,
  type DomainEvent,
  type Precision,
  type RowSource,
  type Rows,
  type Slice,
  type Source,
  type ToldEvent,
} from '#libs/domain';

/** A fact that a script comes to, and the day on which it is true. */
export interface Fact {
  readonly on: Day;
  readonly precision: Precision;
  readonly source: Source;
  readonly event: DomainEvent;
}

/** The facts of one stream in memory, folded as the ledger does: by day, then as told. */
export class Stream {
  private readonly told: Fact[] = [];
  private folded: Rows = {};

  constructor(readonly slice: Slice) {}

  get facts(): readonly Fact[] {
    return this.told;
  }

  get rows(): Rows {
    return this.folded;
  }

  add(fact: Fact): void {
    const place = this.told.findLastIndex((other) => this.dayOf(other) <= this.dayOf(fact)) + 1;
    this.told.splice(place, 0, fact);
    this.folded = place === this.told.length - 1 ? this.fold(this.folded, fact) : this.rowsOf(this.told);
  }

  /** The rows as all that is true by a day leaves them. */
  readonly rowsOn = (day: Day): Rows => {
    const last = this.told.at(-1);
    if (last === undefined || this.dayOf(last) <= day) return this.folded;
    return this.rowsOf(this.told.filter((fact) => this.dayOf(fact) <= day));
  };

  /** The events that make a row what it is on a day, each with its place in the stream: they have no entries yet. */
  toldOn(day: Day, kind: string, key: string, types: readonly string[]): readonly ToldEvent[] {
    return this.told
      .map((fact, place) => ({ entry: place, event: fact.event, on: this.dayOf(fact) }))
      .filter(({ event, on }) => on <= day && types.includes(event.type) && feeds(this.slice.projections, event, kind, key));
  }

  private rowsOf(facts: readonly Fact[]): Rows {
    return facts.reduce<Rows>((rows, fact) => this.fold(rows, fact), {});
  }

  private dayOf({ on, event }: Fact): Day {
    return this.slice.timeless.includes(event.type) ? ALWAYS : on;
  }

  private fold(rows: Rows, fact: Fact): Rows {
    const { precision, source, event } = fact;
    return evolve(this.slice.projections, rows, event, { on: this.dayOf(fact), precision, source, recordedAt: '', actor: '' });
  }
}

/** Streams as the rows of a plan on a day; each kind is gathered when first asked for. */
export function rowsOn(day: Day, streams: readonly Stream[]): RowSource {
  const kinds = new Map<string, ReadonlyMap<string, object>>();
  const ofKind = (kind: string): ReadonlyMap<string, object> => {
    const known = kinds.get(kind);
    if (known !== undefined) return known;
    const rows = streams.flatMap((stream) => Object.entries(stream.rowsOn(day)[kind] ?? {}));
    const found = new Map(rows.flatMap(([key, row]): [string, object][] => (row === undefined ? [] : [[key, row]])));
    kinds.set(kind, found);
    return found;
  };
  const viewed = (row: object): { row: object; because: Record<string, never> } => ({ row, because: {} });
  const inOrder = (kind: string, belongs: (key: string) => boolean): readonly ReturnType<typeof viewed>[] =>
    [...ofKind(kind)]
      .filter(([key]) => belongs(key))
      .sort(([a], [b]) => compareCodes(a, b))
      .map(([, row]) => viewed(row));
  return {
    one: (kind, key) => {
      const row = ofKind(kind).get(key);
      return row && viewed(row);
    },
    all: (kind) => inOrder(kind, () => true),
    of: (kind, owner) => inOrder(kind, (key) => key.startsWith(`${owner}-`)),
    told: (kind, owner, types) => {
      const keys = [...ofKind(kind).keys()].filter((key) => key.startsWith(`${owner}-`));
      return new Map(keys.map((key) => [key, streams.flatMap((stream) => stream.toldOn(day, kind, key, types))]));
    },
  };
}
