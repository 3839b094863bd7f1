import type { Day } from '../calendar.js';
import { compareCodes } from '../order.js';
import type { Discrepancy, PlanView, RegisterEntry, RowSource, ViewedRow } from '../plan-view.js';
import { formerTitles, titleOn } from '../titles.js';
import type { Link, LinkKind } from './register.events.js';
import type { DiscrepancyRow, RegisterEntryRow } from './register.projection.js';
import { discrepancyState, entryEndedBy } from './register.status.js';

const byCode = (a: { readonly code: string }, b: { readonly code: string }): number => compareCodes(a.code, b.code);

/** Every entry of the register at a point, those that have ended among them, in the order of their codes. */
export const registerEntriesOf = (source: RowSource, on: Day): readonly RegisterEntry[] =>
  (source.all('registerEntry') as readonly ViewedRow<RegisterEntryRow>[])
    .map(({ row, because }) => ({
      ...row,
      name: titleOn(row.names, on),
      formerNames: formerTitles(row.names, on),
      inForce: !entryEndedBy(row, on),
      because,
    }))
    .sort(byCode);

/** Every discrepancy at a point, in the order of their codes. */
export const discrepanciesOf = (source: RowSource, on: Day): readonly Discrepancy[] =>
  (source.all('discrepancy') as readonly ViewedRow<DiscrepancyRow>[])
    .map(({ row, because }) => ({ ...row, state: discrepancyState(row, on), because }))
    .sort(byCode);

/** A link with the title of what it leads to; none where the plan has no such thing at this point. */
export interface LinkedThing extends Link {
  readonly from: Day;
  readonly title: string | undefined;
}

type Titles = { readonly [K in LinkKind]: (view: PlanView, code: string) => string | undefined };

const titles: Titles = {
  EDITION: (view, code) => view.editions.find(({ number }) => String(number) === code)?.label,
  AMBITION: (view, code) => view.ambition(Number(code))?.title,
  OBJECTIVE: (view, code) => view.objective(code)?.title,
  MILESTONE: (view, code) => view.milestone(code)?.title,
  MEASURE: (view, code) => view.measure(code)?.title,
  REGISTER_ENTRY: (view, code) => view.registerEntry(code)?.name,
};

/** The links of an entry, each with the title of what it leads to at the view's point. */
export const linksOf = (view: PlanView, { links }: RegisterEntry): readonly LinkedThing[] =>
  links.map((link) => ({ ...link, title: titles[link.kind](view, link.code) }));

/** True where a discrepancy is about a code, or about a part of what has the code (`3b` and `3b-m05`). */
export const isAbout = ({ about }: Pick<Discrepancy, 'about'>, code: string): boolean =>
  about.some((one) => one === code || one.startsWith(`${code}-`));
