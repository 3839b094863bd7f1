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

interface Page {
  readonly nodes: readonly unknown[];
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
    if (plan === undefined || plan === null) return misunderstood(connection, `has no plan ${asked.plan}`);
    if (plan.report === null) return misunderstood(connection, `has nothing to report of ${asked.subject ?? asked.plan}`);
    return { title: plan.title, answer: plan.report };
  };
  const { title, answer } = await answered(asked);
  const { pages } = report;
  if (pages === undefined) return { title, answer };
  const { entry, on, edition, ruleSet } = answer;
  const point: Asked = { ...asked, asOf: { entry }, on, ruleSet, ...(edition !== null && { edition }) };
  const nodes: unknown[] = [];
  for (let page = pageAt(answer, pages); ;) {
    nodes.push(...page.nodes);
    const { hasNextPage, endCursor } = page.pageInfo;
    if (!hasNextPage || endCursor === null) break;
    page = pageAt((await answered(point, endCursor)).answer, pages);
  }
  const { pageInfo: _, ...head } = answer;
  return { title, answer: { ...head, ...(pages === '' ? { nodes } : { [pages]: { nodes } }) } };
}

const pageAt = (answer: Answer, pages: string): Page => (pages === '' ? answer : answer[pages]) as Page;
