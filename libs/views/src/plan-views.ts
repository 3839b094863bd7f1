import { LRUCache } from 'lru-cache';
import { assemblePlanView, FOREVER, type Day, type PlanState, type PlanView, type Row, type Slice } from '#libs/domain';
import { setApart } from './report-on.js';
import type { ReportRoom } from './report-room.js';
import type { RowReader } from './row-reader.js';
import type { Change } from './rows.js';

const CACHED_VIEWS = 64;
/** A report over more rows than these is computed in a thread of its own. */
const ROWS_HERE = 1_000;
const CACHED_STATES = 1_000;
const PLAN_SLICE = 'plan';

/** Plans at a point, over the rows of one view file. A view never changes, so all who ask for a point share one. */
export class PlanViews {
  private readonly views = new LRUCache<string, PlanView>({ max: CACHED_VIEWS });
  private readonly states = new LRUCache<string, PlanState>({ max: CACHED_STATES });
  private readonly kinds: readonly string[];

  constructor(
    private readonly rows: RowReader,
    catalog: readonly Slice[],
    private readonly apart: { readonly path: string; readonly room: ReportRoom },
  ) {
    this.kinds = catalog.find(({ name }) => name === PLAN_SLICE)?.projections.map(({ kind }) => kind) ?? [];
  }

  /** The plan at a point; undefined where it, or the edition named, is not there. */
  viewAt(plan: string, entry: number, on: Day, edition?: number, ruleSet?: string): PlanView | undefined {
    const name = `${plan} ${entry} ${on} ${edition ?? ''} ${ruleSet ?? ''}`;
    const known = this.views.get(name);
    if (known !== undefined) return known;
    const point = { code: plan, entry, on, edition, ruleSet };
    const view = assemblePlanView(this.rows.source(plan, entry, on), point);
    if (view === undefined) return undefined;
    const { path, room } = this.apart;
    if (this.rows.hasMoreThan(ROWS_HERE, plan)) setApart(view, (report, asked) => room.ask({ path, point, name: report, asked }));
    this.views.set(name, view);
    return view;
  }

  /** Every fact of the plan's own stream up to an entry, the newest, whatever its day. */
  stateAt(plan: string, head: number): PlanState | undefined {
    const known = this.states.get(plan);
    if (known !== undefined) return known;
    if (this.rows.source(plan, head, FOREVER).one(PLAN_SLICE, plan) === undefined) return undefined;
    const state = Object.fromEntries(this.kinds.map((kind) => [kind, this.rowsOf(plan, kind, head)])) as PlanState;
    this.states.set(plan, state);
    return state;
  }

  /** Forgets the states that a committed batch has changed. */
  apply(changes: readonly Change[]): void {
    for (const { name } of changes) if (this.kinds.includes(name.kind)) this.states.delete(name.plan);
  }

  private rowsOf(plan: string, kind: string, head: number): Readonly<Record<string, Row>> {
    return Object.fromEntries(this.rows.keyed(plan, kind, head, FOREVER).map(([key, { row }]) => [key, row]));
  }
}
