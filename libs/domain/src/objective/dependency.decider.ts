import { compact, same } from '../compact.js';
import type { Asked, Context, Decide, Decider, Decision } from '../decider.js';
import { reasonMissing } from '../guards.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { DependencyEvent, DependencyRelation, DependencyTarget } from './dependency.events.js';
import { successorOf } from './dependency.projection.js';
import type { DependencyRow } from './dependency.projection.js';
import type { Basis } from './funding.events.js';
import type { ObjectiveEvent } from './objective.events.js';
import type { ObjectiveState } from './objective.projection.js';
import {
  milestoneMissing,
  milestoneRow,
  objectiveEnded,
  objectiveOfMilestone,
  partCodeMismatch,
  withObjective,
  withPart,
} from './subject.js';

/** What can be asked of a dependency. `from` is what depends: a milestone or measure by its code, or the objective itself. */
export type DependencyCommand = { plan: string } & (
  | {
      type: 'DeclareDependency';
      objective: string;
      dependency?: string;
      from?: string;
      to: DependencyTarget;
      relation?: DependencyRelation;
      basis?: Basis;
      leadMonths?: number;
      text?: string;
    }
  | { type: 'SatisfyDependency'; dependency: string; evidence?: string }
  | { type: 'BreakDependency'; dependency: string; reason: string }
  | { type: 'WaiveDependency'; dependency: string; reason: string }
);

const decide: Decide<DependencyCommand, ObjectiveState, ObjectiveEvent> = {
  DeclareDependency: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { objective, from = objective, to, on } = command;
      const declared = asDeclared(command, state);
      if (dependenciesOf(state, objective).some((known) => known.declaredOn === on && saysTheSame(known, declared, command))) return [];
      return (
        objectiveEnded(row, on) ??
        partCodeMismatch(objective, declared.dependency) ??
        (from === objective ? undefined : (partCodeMismatch(objective, from) ?? unknownMilestone(state, from))) ??
        targetInvalid(to) ??
        onItself(from, objective, to) ??
        declaredTwice(state, declared) ?? [{ type: 'DependencyDeclared', data: declared }]
      );
    }),

  SatisfyDependency: (command, state, context) =>
    withDependency(command, state, context, ({ code, settled }) => {
      const { evidence, on } = command;
      if (settled?.state === 'SATISFIED' && settled.evidence === evidence && settled.on === on) return [];
      return [{ type: 'DependencySatisfied', data: compact({ dependency: code, evidence }) }];
    }),

  BreakDependency: (command, state, context) =>
    withDependency(command, state, context, ({ code, settled }) => {
      const { reason, on } = command;
      if (settled?.state === 'BROKEN' && settled.reason === reason && settled.on === on) return [];
      return reasonMissing(reason, `dependency ${code} is broken`) ?? [{ type: 'DependencyBroken', data: { dependency: code, reason } }];
    }),

  WaiveDependency: (command, state, context) =>
    withDependency(command, state, context, ({ code, settled }) => {
      const { reason, on } = command;
      if (settled?.state === 'WAIVED' && settled.reason === reason && settled.on === on) return [];
      return reasonMissing(reason, `dependency ${code} is waived`) ?? [{ type: 'DependencyWaived', data: { dependency: code, reason } }];
    }),
};

export const dependencies: Decider<DependencyCommand, ObjectiveState, ObjectiveEvent> = { decide };

type Declaration = Asked<DependencyCommand, 'DeclareDependency'>;
type Declared = Extract<DependencyEvent, { type: 'DependencyDeclared' }>['data'];

const dependenciesOf = (state: Partial<ObjectiveState>, objective: string): readonly DependencyRow[] =>
  Object.values(state.dependency ?? {}).filter((row) => row?.objective === objective) as readonly DependencyRow[];

function withDependency(
  command: { readonly plan: string; readonly dependency: string; readonly on: string },
  state: Partial<ObjectiveState>,
  context: Context,
  then: (row: DependencyRow) => Decision<ObjectiveEvent>,
): Decision<ObjectiveEvent> {
  const { dependency } = command;
  const objective = objectiveOfMilestone(dependency);
  const missing = refuse('DEPENDENCY_NOT_FOUND', `Objective ${objective} has no dependency ${dependency}. Declare it first.`, {
    facts: { objective, dependency },
  });
  const row = state.dependency?.[dependency];
  return withPart(command, context, { row, addedOn: ({ declaredOn }) => declaredOn, missing, name: 'Dependency' }, then);
}

function asDeclared(command: Declaration, state: ObjectiveState): Declared {
  const { objective, dependency = nextCode(state, objective), from = objective, to, relation = 'DEPENDS_ON', basis = 'STATED' } = command;
  const { leadMonths, text } = command;
  const ofMilestone = isMilestone(state, from);
  const item = from === objective ? {} : ofMilestone ? { milestone: from } : { measure: from };
  return compact({ objective, dependency, ...item, to: { kind: to.kind, ref: to.ref }, relation, basis, leadMonths, text });
}

// By its letter where it is not there: milestones are m01, m02 …
const isMilestone = (state: ObjectiveState, code: string): boolean => milestoneRow(state, code) !== undefined || /-m\d+$/.test(code);

function nextCode(state: ObjectiveState, objective: string): string {
  const numbers = dependenciesOf(state, objective).map(({ code }) => Number(/\d+$/.exec(code)?.[0] ?? 0));
  return `${objective}-d${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}`;
}

/** Without a code it is the same edge while that one stands; with a code it is the edge of that code. */
function saysTheSame(row: DependencyRow, declared: Declared, { dependency }: Declaration): boolean {
  const { dependency: _next, ...said } = declared;
  const { code, declaredOn: _, settled, source: _source, ...before } = row;
  return same(before, said) && (dependency === undefined ? settled === undefined : code === dependency);
}

function unknownMilestone(state: ObjectiveState, from: string): Refusal | undefined {
  return isMilestone(state, from) && milestoneRow(state, from) === undefined ? milestoneMissing(from) : undefined;
}

const FORMS: Partial<Record<DependencyTarget['kind'], { readonly pattern: RegExp; readonly mayBe: string }>> = {
  OBJECTIVE: { pattern: /^[A-Za-z0-9]{1,16}$/, mayBe: 'an objective is named by its code, such as 1b' },
  MILESTONE: { pattern: /^[A-Za-z0-9]{1,16}-[a-z]\d{1,4}$/, mayBe: 'a milestone is named by its code, such as 1b-m06' },
  MEASURE: { pattern: /^[A-Za-z0-9]{1,16}-[a-z]\d{1,4}$/, mayBe: 'a measure is named by its code, such as 1b-k1' },
};

function targetInvalid({ kind, ref }: DependencyTarget): Refusal | undefined {
  const form = FORMS[kind];
  if (form === undefined ? ref.trim() !== '' : form.pattern.test(ref)) return undefined;
  return refuse('DEPENDENCY_TARGET_INVALID', `“${ref}” is no ${kind}: ${form?.mayBe ?? 'it is named by its name'}.`, {
    facts: { kind, ref },
  });
}

function onItself(from: string, objective: string, { kind, ref }: DependencyTarget): Refusal | undefined {
  const circle = ref === from || (kind === 'OBJECTIVE' && ref === objective);
  return circle ? refuse('DEPENDENCY_ON_ITSELF', `${from} cannot depend on ${ref}.`, { facts: { from, kind, ref } }) : undefined;
}

function declaredTwice(state: ObjectiveState, declared: Declared): Refusal | undefined {
  const { objective, dependency, to, relation } = declared;
  const twin = dependenciesOf(state, objective).find(
    (row) =>
      row.code === dependency ||
      (row.settled === undefined && successorOf(row) === successorOf(declared) && row.relation === relation && same(row.to, to)),
  );
  if (twin === undefined) return undefined;
  return refuse('DEPENDENCY_EXISTS', `Dependency ${twin.code} is there already: ${successorOf(twin)} on ${twin.to.ref}.`, {
    facts: { dependency: twin.code, from: successorOf(twin), kind: twin.to.kind, ref: twin.to.ref, declaredOn: twin.declaredOn },
  });
}
