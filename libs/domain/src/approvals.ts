type Data = Readonly<Record<string, unknown>>;

/** What an event approves: the thing that it is about, and the events by which that was asked for. */
export interface Approval {
  readonly kind: string;
  readonly key: string;
  readonly requests: readonly string[];
}

type Approves = (data: Data) => Approval;

const of =
  (kind: string, ...requests: readonly string[]): Approves =>
  (data) => ({ kind, key: String(data[kind]), requests });

const endOfObjective = of('objective', 'DispositionPlanned');

/** The events by which somebody approves what was asked for before, each with what it approves. */
const approvals: Readonly<Record<string, Approves>> = {
  EditionPublished: of('edition', 'EditionOpened'),
  BaselineApproved: of('milestone', 'MilestoneAdded', 'MilestoneDelayed', 'MilestoneReforecast'),
  ObjectiveRetiredToBusinessAsUsual: endOfObjective,
  ObjectiveConcluded: endOfObjective,
  ObjectiveMerged: endOfObjective,
  ObjectiveSplit: endOfObjective,
  ObjectiveReplaced: endOfObjective,
  StatusAssured: (data) => of('milestone' in data ? 'milestone' : 'objective', 'StatusDeclared')(data),
};

/** The types of the events that approve something. */
export const APPROVALS: readonly string[] = Object.keys(approvals);

/** What an event approves; undefined where it approves nothing. */
export const approvalIn = ({ type, data }: { readonly type: string; readonly data: Data }): Approval | undefined => approvals[type]?.(data);
