import type * as domain from '#libs/domain';
import { choices } from '../fields.js';

export const MeasureKind = choices<domain.MeasureKind>('MeasureKind', 'How a measure shows success.', {
  QUANTITATIVE: 'By a number, held against a target.',
  DIRECTIONAL: 'By going up or down.',
  DELIVERABLE: 'By being done or not.',
});

export const Direction = choices<domain.Direction>('Direction', 'Which way is better.', {
  INCREASE: 'More is better.',
  DECREASE: 'Less is better.',
  AT_LEAST: 'A floor: more is better.',
  AT_MOST: 'A ceiling: less is better.',
  DELIVER: 'Done is better; deliverables alone.',
});

export const MeasureScope = choices<domain.MeasureScope>('MeasureScope', 'Whose aim a measure is.', {
  OBJECTIVE: 'The objective’s own.',
  NATIONAL_TARGET: 'A national target.',
  NATIONAL_AMBITION: 'A national ambition that is shared locally.',
});

export const Cadence = choices<domain.Cadence>('Cadence', 'How often there is something new to say of a measure.', {
  REAL_TIME: 'At any time.',
  MONTHLY: 'Each month.',
  QUARTERLY: 'Each quarter of the financial year.',
  ANNUAL: 'Each financial year.',
});

export const Comparator = choices<domain.Comparator>('Comparator', 'How a value compares with that of its target.', {
  AT_LEAST: 'It is the same or more.',
  AT_MOST: 'It is the same or less.',
  LESS_THAN: 'It is less.',
  MORE_THAN: 'It is more.',
});

export const Standing = choices<domain.Standing>('Standing', 'When a target holds that is not reached once, but kept.', {
  AT_ANY_TIME: 'At all times.',
  EACH_MONTH: 'In each month.',
  EACH_QUARTER: 'In each quarter of the financial year.',
  EACH_YEAR: 'In each financial year.',
});

export const ValueScope = choices<domain.ValueScope>('ValueScope', 'Whose value it is.', {
  LOCAL: 'Of the whole system that the plan is for.',
  PLACE: 'Of a place within it.',
  PROVIDER: 'Of a provider within it.',
  REGIONAL: 'Of the region.',
  NATIONAL: 'Of the nation.',
});

export const Statistic = choices<domain.Statistic>('Statistic', 'What kind of number a value is; only like is compared with like.', {
  COUNT: 'A count.',
  RATE: 'A rate.',
  PROPORTION: 'A share of a whole.',
  MEAN: 'A mean.',
  MEDIAN: 'A median.',
  PERCENTILE_90: 'A 90th percentile.',
  CHANGE: 'A change against an earlier value.',
});

export const PeriodType = choices<domain.PeriodType>('PeriodType', 'The kind of period that a value is for.', {
  DAY: 'A day.',
  MONTH: 'A month.',
  QUARTER: 'A quarter of a financial year.',
  FINANCIAL_YEAR: 'A financial year, April to March.',
  YEAR: 'A calendar year.',
});

export const MeasureStatus = choices<domain.MeasureStatus>('MeasureStatus', 'Where a measure is in its life on the day looked at.', {
  DEFINED: 'Defined; no baseline with value and day.',
  BASELINED: 'It has a baseline, and no value observed since.',
  TRACKED: 'Values are observed.',
  MOVED: 'Reassigned to its rightful objective, where it goes on.',
  WITHDRAWN: 'No longer used.',
});

export const RatingState = choices<domain.RatingState>('RatingState', 'How a measure stands on the day looked at.', {
  AHEAD: 'Beyond what was expected by then, in the wanted direction.',
  ON_TRACK: 'Exactly what was expected by then.',
  BEHIND: 'Short of what was expected by then.',
  IMPROVING: 'The latest change is in the wanted direction.',
  WORSENING: 'The latest change is against the wanted direction.',
  UNCHANGED: 'The latest value is that before.',
  NO_DATA: 'There are not two values to compare, or no direction.',
  DELIVERED: 'Done.',
  NOT_DELIVERED: 'Not done.',
});

export const RatingBasis = choices<domain.RatingBasis>('RatingBasis', 'What a measure was judged against.', {
  TRAJECTORY: 'Its trajectory.',
  STRAIGHT_LINE: 'A straight line from the baseline to the targets, by whole months.',
  PREVIOUS: 'The value before, of the same source and period type.',
  BASELINE: 'The baseline.',
  DELIVERY: 'Evidence of delivery.',
});

export const TargetState = choices<domain.TargetState>('TargetState', 'What a target has come to on the day looked at.', {
  OPEN: 'Not yet due, or without a day.',
  QUESTIONED: 'Not yet due, and satisfied by the latest value already (R11).',
  MET: 'Satisfied by the value for its day.',
  MISSED: 'Not satisfied by the value for its day.',
  OVERDUE_NO_DATA: 'Past its day without a value for it.',
  HELD: 'Kept, as the latest value has it.',
  BREACHED: 'Not kept, as the latest value has it.',
  NO_TARGET_VALUE: 'A day or period without a number; never met.',
  SUPERSEDED: 'Replaced by other terms.',
});

export const SignalKind = choices<domain.SignalKind>('SignalKind', 'What sets points apart from common variation.', {
  OUTSIDE_LIMITS: 'A point outside the process limits.',
  SHIFT: 'Seven points or more on one side of the mean.',
  TREND: 'Seven points or more, always rising or always falling.',
  NEAR_LIMIT: 'Two of three points in the outer third towards one limit.',
});

export const SignalSide = choices<domain.Signal['side']>('SignalSide', 'Where points are that set themselves apart.', {
  HIGH: 'Above the mean, or rising.',
  LOW: 'Below the mean, or falling.',
});

export const Variation = choices<domain.Variation>('Variation', 'What the latest point of a process says.', {
  COMMON_CAUSE: 'Nothing: it varies as it always does.',
  IMPROVEMENT: 'A change for the better.',
  CONCERN: 'A change for the worse.',
  SPECIAL_CAUSE: 'A change, of which nothing says that it is for the better.',
});

export const Assurance = choices<domain.Assurance>('Assurance', 'Whether a process can be relied on to satisfy its target.', {
  CONSISTENTLY_MET: 'Both limits satisfy it.',
  CONSISTENTLY_MISSED: 'Neither limit satisfies it.',
  HIT_OR_MISS: 'It lies between the limits: chance decides.',
});
