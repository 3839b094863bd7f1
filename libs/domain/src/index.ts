export * from './assemble.js';
export * from './calendar.js';
export * from './catalog.js';
export * from './compact.js';
export * from './decider.js';
export * from './measure/measure.events.js';
export * from './measure/measure.rating.js';
export * from './measure/measure.slice.js';
export * from './measure/measure.spc.js';
export * from './measure/measure.states.js';
export * from './measure/observation.js';
export * from './measure/period.js';
export * from './measure/target.states.js';
export * from './objective/account.events.js';
export * from './objective/account.js';
export * from './objective/commitment.events.js';
export * from './objective/dependency.cycles.js';
export * from './objective/dependency.events.js';
export * from './objective/dependency.state.js';
export * from './objective/funding.events.js';
export * from './objective/funding.gaps.js';
export * from './objective/funding.js';
export * from './objective/lineage.events.js';
export * from './objective/lineage.view.js';
export * from './objective/milestone.events.js';
export * from './objective/milestone.status.js';
export * from './objective/objective.decider.js';
export * from './objective/objective.events.js';
export * from './objective/objective.slice.js';
export * from './objective/objective.status.js';
export * from './objective/risk.events.js';
export * from './objective/succession.js';
export * from './objective/window.js';
export * from './once.js';
export * from './order.js';
export * from './plan-view.js';
export * from './plan/editions.js';
export * from './plan/plan.events.js';
export * from './plan/plan.slice.js';
export { openItems } from './plan/roll-forward.js';
export * from './projection.js';
export * from './refusal.js';
export * from './register/register.details.js';
export * from './register/register.events.js';
export * from './register/register.figures.js';
export * from './register/register.kinds.js';
export * from './register/register.slice.js';
export * from './register/register.status.js';
export * from './register/register.view.js';
export * from './reports/ambition-summary.js';
export * from './reports/due-and-late.js';
export * from './reports/metric-summary.js';
export * from './reports/programme-profile.js';
export * from './reports/progress-lines.js';
export * from './reports/progress-report.js';
export * from './reports/report.js';
export * from './reports/tally.js';
export * from './reports/updates-owed.js';
export * from './rules/finding.js';
export * from './rules/publication.js';
export * from './rules/rule-set.js';
export * from './search.js';
export * from './slice.js';
export * from './titles.js';
export * from './upcast.js';
export * from './vague-day.js';
export * from './wording.js';
export type {
  Baseline,
  BenchmarkRow,
  FormerReading,
  FormerTarget,
  MeasureRow,
  MeasureState,
  ObservationRow,
  TargetRow,
} from './measure/measure.projection.js';
export type { Continuation } from './objective/continuation.js';
export type { StrandDisposition } from './objective/endings.decider.js';
export type { CommitmentRow } from './objective/commitment.projection.js';
export { objectiveOfMilestone } from './objective/subject.js';
export type { DependencyRow } from './objective/dependency.projection.js';
export type { Delay, MilestoneRow } from './objective/milestone.projection.js';
export type { ObjectiveCommand } from './objective/objective.decider.js';
export type { FormerEnd, ObjectiveEnd, ObjectiveRow, ObjectiveState, StrandRow } from './objective/objective.projection.js';
export type { RiskRow, ScoreRow } from './objective/risk.projection.js';
export type { UpdateRow } from './objective/update.projection.js';
export type { AmbitionRow, EditionRow, PlanRow, PlanState } from './plan/plan.projection.js';
export type { PlanCommand } from './plan/plan.slice.js';
export type { LinkSent } from './register/entries.decider.js';
export type { RegisterCommand } from './register/register.decider.js';
export type { DiscrepancyRow, RegisterEntryRow, RegisterState } from './register/register.projection.js';
