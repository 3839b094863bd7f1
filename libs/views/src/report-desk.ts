import { DatabaseSync } from 'node:sqlite';
import { assemblePlanView, catalog, computeReport, type PlanView, type ReportName, type ViewPoint } from '#libs/domain';
import { decoder } from '#libs/ledger';
import { EntryReader } from './entry-reader.js';
import { rowsAt, type Overlay } from './overlay.js';
import { RowReader } from './row-reader.js';

/** A report to be computed on a plan at a point, from the view file that has it. */
export interface ReportRequest {
  readonly path: string;
  readonly point: ViewPoint;
  /** What trial entries make of some of its rows, where there are such. */
  readonly overlay?: Overlay | undefined;
  readonly name: ReportName;
  readonly asked: readonly string[];
}

interface Open {
  readonly key: string;
  readonly database: DatabaseSync;
  readonly view: PlanView;
}

/** Computes reports over a read connection of its own. Keeps the plan that it looked at last: reports are asked for together. */
export class ReportDesk {
  private open: Open | undefined;

  /** Throws where the file has no such plan at the point. */
  compute({ path, point, overlay, name, asked }: ReportRequest): unknown {
    return computeReport(name, this.viewAt(path, point, overlay), asked as never);
  }

  close(): void {
    this.open?.database.close();
    this.open = undefined;
  }

  private viewAt(path: string, point: ViewPoint, overlay: Overlay | undefined): PlanView {
    const key = JSON.stringify([path, point, overlay]);
    if (this.open?.key === key) return this.open.view;
    this.close();
    const database = new DatabaseSync(path, { readOnly: true, timeout: 1_000 });
    const rows = new RowReader(database, new EntryReader(database, decoder(catalog)));
    const view = assemblePlanView(rowsAt(rows, point, overlay), point);
    if (view === undefined) {
      database.close();
      throw new Error(`The view file shows no plan ${point.code} at entry ${point.entry}.`);
    }
    this.open = { key, database, view };
    return view;
  }
}
