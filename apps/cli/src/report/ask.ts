import { ask, misunderstood, type Connection } from '../graphql.js';
import { questionFor, type Asked } from './question.js';
import type { Report } from './report.js';

/** What every report begins with: asked again at it, the same report comes out. */
export interface Head {
  readonly entry: number;
  readonly on: string;
  readonly edition: number | null;
  readonly ruleSet: string;
}

/** A report as the API gave it, its pages joined. */
export type Answer = Head & Readonly<Record<string, unknown>>;

/** A page of a list. */
export interface Page<T = unknown> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

type Answered = { readonly plan: { readonly title: string; readonly report: Answer | null } | null } | null;

/** Asks for a report, all pages at the point of the first. Throws a `ClientError` where there is none. */
export async function askForReport(
  name: string,
  report: Report,
  asked: Asked,
  connection: Connection,
): Promise<{ readonly title: string; readonly answer: Answer }> {
  const answered = async (point: Asked, after?: string) => {
    const { plan } = (await ask<Answered>(questionFor(name, report, point, after), connection)) ?? {};
    if (plan === undefined || plan === null) return misunderstood(connection, `has no plan ${asked.plan} at that point`);
    if (plan.report === null)
      return misunderstood(connection, `has plan ${asked.plan}, but no ${name}${aboutIn(asked)} in it at that point`);
    return { title: plan.title, answer: broughtUp(plan.report, report) };
  };
  const { title, answer } = await answered(asked);
  const { pages } = report;
  if (pages === undefined) return { title, answer };
  const { entry, on, edition, ruleSet } = answer;
  const point: Asked = { ...asked, asOf: { entry }, on, ruleSet, ...(edition !== null && { edition }) };
  const nodes = await allNodes(pageAt(answer, pages), async (after) => pageAt((await answered(point, after)).answer, pages));
  const { pageInfo: _, ...head } = answer;
  return { title, answer: { ...head, ...(pages === '' ? { nodes } : { [pages]: { nodes } }) } };
}

const aboutIn = ({ subject, code }: Asked): string => ((subject ?? code) === undefined ? '' : ` of ${subject ?? code}`);

/** An answer with the report that lies one field deeper brought up. */
function broughtUp(answer: Answer, { kept }: Report): Answer {
  if (kept === undefined) return answer;
  const { [kept.in]: report, ...beside } = answer;
  return { ...beside, ...(report as Answer) };
}

/** What is on a page and on all that come after it. */
export async function allNodes<T>(first: Page<T>, next: (after: string) => Promise<Page<T>>): Promise<readonly T[]> {
  const nodes: T[] = [];
  for (let page = first; ;) {
    nodes.push(...page.nodes);
    const { hasNextPage, endCursor } = page.pageInfo;
    if (!hasNextPage || endCursor === null) return nodes;
    page = await next(endCursor);
  }
}

const pageAt = (answer: Answer, pages: string): Page => (pages === '' ? answer : answer[pages]) as Page;
