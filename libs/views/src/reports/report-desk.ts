import { DatabaseSync } from 'node:sqlite';
import { assemblePlanView, catalog, computeReport, type PlanView } from '#libs/domain';
import { decoder } from '#libs/ledger';
import { EntryReader } from '../file/entry-reader.js';
import { RowReader } from '../file/row-reader.js';
import { fedIn, rowsAt, type Fed } from '../trial/overlay.js';
import { compareFed, type SeenAt, type Work } from './report-on.js';

/** Something to be computed on a plan at a point, from the view file that has it. */
export interface ReportRequest {
  readonly path: string;
  readonly at: SeenAt;
  readonly work: Work;
}

interface Open {
  readonly name: string;
  readonly database: DatabaseSync;
  readonly view: PlanView;
  readonly fed: Fed;
}

const decode = decoder(catalog);

/** A comparison looks at two. */
const KEPT = 2;

/** Computes reports over read connections of its own. Keeps the plans that it looked at last: reports are asked for together. */
export class ReportDesk {
  private open: readonly Open[] = [];

  /** Throws where the file has no such plan at the point. */
  compute({ path, at, work }: ReportRequest): unknown {
    if ('report' in work) return computeReport(work.report, this.openAt(path, at).view, work.asked as never);
    return compareFed(work.comparison, this.openAt(path, work.from), this.openAt(path, at));
  }

  close(): void {
    for (const { database } of this.open) database.close();
    this.open = [];
  }

  private openAt(path: string, at: SeenAt): Open {
    const name = JSON.stringify([path, at]);
    const known = this.open.find((one) => one.name === name);
    if (known !== undefined) {
      this.open = [known, ...this.open.filter((one) => one !== known)];
      return known;
    }
    const { point, overlay } = at;
    const database = new DatabaseSync(path, { readOnly: true, timeout: 1_000 });
    const rows = new RowReader(database, new EntryReader(database, decode));
    const view = assemblePlanView(rowsAt(rows, point, overlay), point);
    if (view === undefined) {
      database.close();
      throw new Error(`The view file shows no plan ${point.code} at entry ${point.entry}.`);
    }
    const opened = { name, database, view, fed: fedIn(rows, point.code, overlay) };
    for (const former of this.open.slice(KEPT - 1)) former.database.close();
    this.open = [opened, ...this.open.slice(0, KEPT - 1)];
    return opened;
  }
}
