import { ask, type Connection } from '../graphql.js';
import type { Head } from './ask.js';

/** An entry behind a thing that is counted. */
export interface EntryBehind {
  readonly number: number;
  readonly type: string;
  readonly effectiveOn: string | null;
  readonly recordedAt: string;
  readonly actor: string;
  readonly source: { readonly document: string; readonly line: number | null } | null;
}

/** A thing that is counted, with the entries that make it what it is. */
export interface Counted {
  readonly subject: string;
  readonly title: string;
  readonly entries: readonly EntryBehind[];
  /** True where there are more entries than are listed. */
  readonly more: boolean;
}

interface Trace {
  readonly title: string;
  readonly whole: { readonly because: { readonly nodes: readonly EntryBehind[]; readonly pageInfo: { readonly hasNextPage: boolean } } };
}

/** As many as one request may ask for under names of their own. */
const AT_ONCE = 20;

const TRACE =
  '{ title whole { because(first: 100) { nodes { number type effectiveOn recordedAt actor source { document line } } pageInfo { hasNextPage } } } }';

/** The entries behind each of some things, at the point of a report. A code that no thing has by itself is left without any. */
export async function lineageOf(
  plan: string,
  subjects: readonly string[],
  { entry, on, edition, ruleSet }: Head,
  connection: Connection,
): Promise<readonly Counted[]> {
  const found: Counted[] = [];
  for (let from = 0; from < subjects.length; from += AT_ONCE) {
    const some = subjects.slice(from, from + AT_ONCE);
    const { plan: traces } = await ask<{ plan: Readonly<Record<string, Trace | null>> }>(
      questionFor(some, { plan, entry, on, edition, ruleSet }),
      connection,
    );
    found.push(...some.map((subject, index) => countedIn(subject, traces[`t${index}`])));
  }
  return found;
}

export function questionFor(subjects: readonly string[], { plan, entry, on, edition, ruleSet }: Head & { readonly plan: string }) {
  const declared = subjects.map((_, index) => `$s${index}: String!`).join(', ');
  const traces = subjects.map((_, index) => `t${index}: sourceTrace(subject: $s${index}) ${TRACE}`).join('\n    ');
  return {
    query: `query Explain($plan: ID!, $entry: EntryNumber!, $on: Date!, $edition: Int, $ruleSet: String, ${declared}) {
  plan(code: $plan, asOf: { entry: $entry }, on: $on, edition: $edition, ruleSet: $ruleSet) {
    ${traces}
  }
}`,
    variables: { plan, entry, on, edition, ruleSet, ...Object.fromEntries(subjects.map((subject, index) => [`s${index}`, subject])) },
  };
}

function countedIn(subject: string, trace: Trace | null): Counted {
  if (trace === null) return { subject, title: '', entries: [], more: false };
  const { nodes, pageInfo } = trace.whole.because;
  return { subject, title: trace.title, entries: nodes, more: pageInfo.hasNextPage };
}
