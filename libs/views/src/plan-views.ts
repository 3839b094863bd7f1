import { LRUCache } from 'lru-cache';
import { assemblePlanView, FOREVER, type Day, type PlanState, type PlanView, type Slice, type ViewPoint } from '#libs/domain';
import type { RowReader } from './file/row-reader.js';
import type { Change } from './file/rows.js';
import type { ReportRequest } from './reports/report-desk.js';
import { setOrigin } from './reports/report-on.js';
import { fedIn, overlaid, rowsAt, type Overlay } from './trial/overlay.js';

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
    /** Has reports on large plans computed over another connection to the file. */
    private readonly askApart: (request: Omit<ReportRequest, 'path'>) => Promise<unknown>,
  ) {
    this.kinds = catalog.find(({ name }) => name === PLAN_SLICE)?.projections.map(({ kind }) => kind) ?? [];
  }

  /** The plan at a point; undefined where it, or the edition named, is not there. */
  viewAt(plan: string, entry: number, on: Day, edition?: number, ruleSet?: string): PlanView | undefined {
    const name = `${plan} ${entry} ${on} ${edition ?? ''} ${ruleSet ?? ''}`;
    const known = this.views.get(name);
    if (known !== undefined) return known;
    const view = this.assemble({ code: plan, entry, on, edition, ruleSet });
    if (view !== undefined) this.views.set(name, view);
    return view;
  }

  /** The plan at a point, over rows as trial entries leave some of them where they are given. Not kept. */
  assemble(point: ViewPoint, overlay?: Overlay): PlanView | undefined {
    const view = assemblePlanView(rowsAt(this.rows, point, overlay), point);
    if (view === undefined) return undefined;
    const at = { point, overlay };
    const isLarge = this.rows.hasMoreThan(ROWS_HERE, point.code);
    const fed = fedIn(this.rows, point.code, overlay);
    setOrigin(view, { at, fed, ...(isLarge && { apart: (work) => this.askApart({ at, work }) }) });
    return view;
  }

  /** Every fact of the plan's own stream up to an entry, the newest, whatever its day. */
  stateAt(plan: string, head: number): PlanState | undefined {
    const known = this.states.get(plan);
    if (known !== undefined) return known;
    const state = this.stateOver(plan, { base: head, events: [], things: [] });
    if (state !== undefined) this.states.set(plan, state);
    return state;
  }

  /** The same at any entry, as trial entries that follow it leave it. Not kept. */
  stateOver(plan: string, overlay: Overlay): PlanState | undefined {
    const rows = overlaid(this.rows, overlay, plan, FOREVER);
    if (rows.one(PLAN_SLICE, plan) === undefined) return undefined;
    return Object.fromEntries(
      this.kinds.map((kind) => [kind, Object.fromEntries(rows.keyed(kind).map(([key, { row }]) => [key, row]))]),
    ) as PlanState;
  }

  /** Forgets the states that a committed batch has changed. */
  apply(changes: readonly Change[]): void {
    for (const { name } of changes) if (this.kinds.includes(name.kind)) this.states.delete(name.plan);
  }
}
