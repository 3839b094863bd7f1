import { Args, ArgsType, InputType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { isAbout, linksOf } from '#libs/domain';
import type * as domain from '#libs/domain';
import { Choice, Flag, Line, Nested, optional, RuleNumber } from '../fields.js';
import { DerivedField } from '../graphql/plain-fields.js';
import { filterHash, type Page, PageArgs, pageOfList } from '../paging.js';
import { PlanNode } from '../plan/plan.node.js';
import { DiscrepancySeverity, DiscrepancyState, LinkKind, RegisterKind } from './register.enums.js';
import { discrepancySeen, type DiscrepancySeen, kindRules, registerEntrySeen, type RegisterEntrySeen } from './register.seen.js';
import {
  DiscrepancyConnection,
  DiscrepancyNode,
  RegisterEntryConnection,
  RegisterEntryNode,
  RegisterKindRule,
  RegisterLink,
} from './register.types.js';

@InputType({ description: 'A thing that entries of the register are linked to.' })
export class LinkedTo {
  @Choice(LinkKind, 'What it is.') kind: domain.LinkKind;
  @Line(64, 'Its code, or the number of an ambition or edition.') code: string;
}

@InputType({ description: 'Which entries of the register to list; all conditions must hold.' })
export class RegisterFilter {
  @Flag('Those that hold, or no longer hold, on the day looked at.', optional) inForce?: boolean;
  @Nested(() => LinkedTo, 'Those that are linked to this.', optional) linkedTo?: LinkedTo;
}

@ArgsType()
export class RegisterArgs extends PageArgs {
  @Choice(RegisterKind, 'Those of this kind; all if absent.', optional) kind?: domain.RegisterKind;
  @Nested(() => RegisterFilter, 'Which ones; all if absent.', optional) filter?: RegisterFilter;
}

@ArgsType()
export class DiscrepanciesArgs extends PageArgs {
  @Choice(DiscrepancySeverity, 'Those that matter this much.', optional) severity?: domain.DiscrepancySeverity;
  @Choice(DiscrepancyState, 'Those in this state.', optional) state?: domain.DiscrepancyState;
  @Line(64, 'Those about this code, or a part of what has it, or a word such as `PLAN`.', optional) subject?: string;
  @Line(64, 'Those of this category.', optional) category?: string;
  @RuleNumber('Those that break this rule, such as `R01`.', optional) rule?: string;
}

const same = <T>(wanted: T | undefined, value: T): boolean => wanted === undefined || wanted === value;

const entryFits = ({ kind, filter: { inForce, linkedTo } = {} }: RegisterArgs, entry: domain.RegisterEntry): boolean =>
  same(kind, entry.kind) &&
  same(inForce, entry.inForce) &&
  (linkedTo === undefined || entry.links.some((link) => link.kind === linkedTo.kind && link.code === linkedTo.code));

const discrepancyFits = ({ severity, state, subject, category, rule }: DiscrepanciesArgs, found: domain.Discrepancy): boolean =>
  same(severity, found.severity) &&
  same(state, found.state) &&
  same(category, found.category) &&
  same<string | undefined>(rule, found.rule) &&
  (subject === undefined || isAbout(found, subject));

/** A page of things that stand in one order, from a cursor of the same list at the same point. */
function pageAt<T, S>(
  things: readonly T[],
  list: string,
  { first, after, ...asked }: PageArgs,
  view: domain.PlanView,
  show: (thing: T) => S,
): Page<S> & { totalCount: number } {
  const filter = filterHash(`${list} ${view.code} ${view.edition?.number}`, asked);
  return { ...pageOfList(things, { first, after }, filter, view, show), totalCount: things.length };
}

/** The register of a plan, and the discrepancies of its sources. */
@Resolver(() => PlanNode)
export class RegisterParts {
  @ResolveField(() => RegisterEntryConnection, {
    description: 'What the plan refers to, in the order of codes, page by page; ended entries too.',
  })
  register(@Parent() { seen: { view } }: PlanNode, @Args() args: RegisterArgs): Page<RegisterEntrySeen> {
    const fitting = view.registerEntries.filter((entry) => entryFits(args, entry));
    return pageAt(fitting, 'register', args, view, (entry) => registerEntrySeen(entry, view));
  }

  @ResolveField(() => RegisterEntryNode, {
    nullable: true,
    description: 'The entry of a code; null where the register has none such on that day.',
  })
  registerEntry(
    @Parent() { seen: { view } }: PlanNode,
    @Args('code', { description: 'Its code, such as `people-plan`.' }) code: string,
  ): RegisterEntrySeen | undefined {
    const found = view.registerEntry(code);
    return found && registerEntrySeen(found, view);
  }

  @ResolveField(() => DiscrepancyConnection, {
    description: 'Inconsistencies found in the sources, in the order of their codes, page by page.',
  })
  discrepancies(@Parent() { seen: { view } }: PlanNode, @Args() args: DiscrepanciesArgs): Page<DiscrepancySeen> {
    const fitting = view.discrepancies.filter((found) => discrepancyFits(args, found));
    return pageAt(fitting, 'discrepancies', args, view, (found) => discrepancySeen(found, view));
  }

  @ResolveField(() => DiscrepancyNode, {
    nullable: true,
    description: 'The discrepancy of a code; null where there is none such on that day.',
  })
  discrepancy(
    @Parent() { seen: { view } }: PlanNode,
    @Args('code', { description: 'Its code, such as `D001`.' }) code: string,
  ): DiscrepancySeen | undefined {
    const found = view.discrepancy(code);
    return found && discrepancySeen(found, view);
  }
}

@Resolver(() => RegisterEntryNode)
export class RegisterEntryParts {
  @DerivedField(() => [RegisterLink], { description: 'What it is linked to.' })
  links(this: void, { code, seen: { view } }: RegisterEntrySeen): readonly domain.LinkedThing[] {
    const entry = view.registerEntry(code);
    return entry === undefined ? [] : linksOf(view, entry);
  }

  @Query(() => [RegisterKindRule], { description: 'The kinds of entries that the register keeps, with the details that each has.' })
  registerKinds(): readonly RegisterKindRule[] {
    return kindRules;
  }
}
