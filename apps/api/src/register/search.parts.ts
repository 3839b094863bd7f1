import { Args, ArgsType, Field, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { searchPlan } from '#libs/domain';
import type * as domain from '#libs/domain';
import { choices, Count, Line } from '../fields.js';
import { LIMITS } from '../graphql/limits.js';
import { measureSeen } from '../measure/measure.seen.js';
import { Node } from '../node.js';
import { PlanNode } from '../plan/plan.node.js';
import { ambitionSeen, milestoneSeen, objectiveSeen, type Seen } from '../present.js';
import { discrepancySeen, registerEntrySeen } from './register.seen.js';

export const SearchKind = choices<domain.SearchKind>('SearchKind', 'What a search found.', {
  AMBITION: 'An ambition; its code is its number.',
  OBJECTIVE: 'An objective.',
  MILESTONE: 'A milestone.',
  MEASURE: 'A measure.',
  REGISTER_ENTRY: 'An entry of the register.',
  DISCREPANCY: 'A discrepancy.',
});

export const SearchField = choices<domain.SearchField>('SearchField', 'What a thing was found by.', {
  CODE: 'Its code, as it is written.',
  TITLE: 'Its title or name on the day looked at.',
  FORMER_TITLE: 'A title or name that it had before.',
  TITLE_VARIANT: 'Another wording of its title that is printed somewhere.',
  ALIAS: 'A name that it also goes by.',
  ACRONYM: 'An acronym that one of its wordings prints in brackets.',
  INITIALS: 'The initials of a wording that prints no acronym.',
});

export const SearchMatch = choices<domain.SearchMatch>('SearchMatch', 'How a wording answers to the text.', {
  WHOLE: 'It is the text.',
  BEGINNING: 'It begins with the text.',
  PHRASE: 'It holds the text, from the start of a word.',
  WORDS: 'It holds every word of the text, or one that begins so.',
});

@ArgsType()
export class SearchArgs {
  @Line(300, 'A title, name, alias, acronym or code. Case, punctuation and dashes count in codes alone.') text: string;
  @Count(1, LIMITS.pageSize, 'How many at most, 1 to 100.') first: number;
}

@ObjectType({ description: 'Something that goes by the text searched for.' })
export class SearchHit implements domain.SearchHit {
  @Field(() => SearchKind, { description: 'What it is.' }) kind: domain.SearchKind;
  @Field({ description: 'Its code; the number of an ambition.' }) code: string;
  @Field({ description: 'Its title or name on the day looked at.' }) title: string;
  @Field(() => SearchField, { description: 'What it was found by.' }) field: domain.SearchField;
  @Field(() => SearchMatch, { description: 'How that answers to the text.' }) match: domain.SearchMatch;
  @Field({ description: 'The wording that was found, or the code.' }) wording: string;
  @Field(() => Node, { description: 'The thing itself.' }) node: Seen;
}

const nodes: { readonly [K in domain.SearchKind]: (view: domain.PlanView, code: string) => Seen | undefined } = {
  AMBITION: (view, code) => seenAs(view.ambition(Number(code)), ambitionSeen, view),
  OBJECTIVE: (view, code) => seenAs(view.objective(code), objectiveSeen, view),
  MILESTONE: (view, code) => seenAs(view.milestone(code), milestoneSeen, view),
  MEASURE: (view, code) => seenAs(view.measure(code), measureSeen, view),
  REGISTER_ENTRY: (view, code) => seenAs(view.registerEntry(code), registerEntrySeen, view),
  DISCREPANCY: (view, code) => seenAs(view.discrepancy(code), discrepancySeen, view),
};

const seenAs = <T>(thing: T | undefined, show: (thing: T, view: domain.PlanView) => Seen, view: domain.PlanView): Seen | undefined =>
  thing === undefined ? undefined : show(thing, view);

@Resolver(() => PlanNode)
export class SearchParts {
  @ResolveField(() => [SearchHit], {
    description: 'What goes by a text: any present or former title, title variant, alias, code or acronym. Best answers first.',
  })
  search(@Parent() { seen: { view } }: PlanNode, @Args() { text, first }: SearchArgs): readonly SearchHit[] {
    return searchPlan(view, text, first).flatMap((hit) => {
      const node = nodes[hit.kind](view, hit.code);
      return node === undefined ? [] : [{ ...hit, node }];
    });
  }
}
