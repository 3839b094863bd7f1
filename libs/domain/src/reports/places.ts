import type { PlanView, RegisterEntry } from '../plan-view.js';
import { solid } from '../wording.js';
import { codesOf, talliesBy, type NamedTally } from './named-tally.js';
import { inForceByKind, lineIn, linesIn } from './registered.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

/** A Health and Wellbeing Partnership with what it puts first. */
export interface PartnershipLine {
  readonly code: string;
  readonly name: string;
  /** In its own order. */
  readonly priorities: readonly string[];
  readonly crossCuttingThemes: readonly string[];
  /** True where they may still change. */
  readonly provisional: boolean;
  /** When they are to be reviewed, as exactly as it is known. */
  readonly reviewOn?: string;
}

/** A board for operational integration at place. */
export interface PlaceBoardLine {
  readonly code: string;
  readonly name: string;
  /** STATED where the plan names it, TO_BE_CONFIRMED where the name comes from elsewhere. */
  readonly naming: string;
  readonly role?: string;
}

/** Q13 (figure 12): the places, with what each puts first. */
export interface Places extends ReportHead {
  readonly partnerships: Tally;
  readonly partnershipLines: readonly PartnershipLine[];
  /** Priorities and themes that two and more partnerships share, by wording without case and punctuation. */
  readonly shared: readonly NamedTally[];
  /** Provisional priorities without a day of review (R51). */
  readonly withoutReview: Tally;
  readonly boards: Tally;
  readonly boardLines: readonly PlaceBoardLine[];
  readonly boardsByNaming: readonly NamedTally[];
}

/** Reports on the places that the register holds on the day. */
export function places(view: PlanView): Places {
  const entries = inForceByKind(view);
  const partnerships = (entries.get('HEALTH_AND_WELLBEING_PARTNERSHIP') ?? []).map(partnershipLine);
  const boards = (entries.get('PLACE_BOARD') ?? []).map(boardLine);
  const open = partnerships.filter(({ provisional, reviewOn }) => provisional && reviewOn === undefined);
  return {
    ...headOf(view),
    partnerships: tally(view, 'registerEntry', codesOf(partnerships)),
    partnershipLines: partnerships,
    shared: sharedBy(view, partnerships),
    withoutReview: tally(view, 'registerEntry', codesOf(open)),
    boards: tally(view, 'registerEntry', codesOf(boards)),
    boardLines: boards,
    boardsByNaming: talliesBy(view, 'registerEntry', boards, ({ naming }) => naming, ['STATED', 'TO_BE_CONFIRMED']),
  };
}

function partnershipLine({ code, name, details }: RegisterEntry): PartnershipLine {
  const reviewOn = lineIn(details, 'reviewOn');
  return {
    code,
    name,
    priorities: linesIn(details, 'priorities'),
    crossCuttingThemes: linesIn(details, 'crossCuttingThemes'),
    provisional: details.provisional === true,
    ...(reviewOn !== undefined && { reviewOn }),
  };
}

function boardLine({ code, name, details }: RegisterEntry): PlaceBoardLine {
  const role = lineIn(details, 'role');
  return { code, name, naming: lineIn(details, 'naming') ?? '', ...(role !== undefined && { role }) };
}

function sharedBy(view: PlanView, lines: readonly PartnershipLine[]): readonly NamedTally[] {
  const said = lines.flatMap(({ code, priorities, crossCuttingThemes }) =>
    [...new Map([...priorities, ...crossCuttingThemes].map((name) => [solid(name), name])).values()].map((name) => ({ code, name })),
  );
  return [...Map.groupBy(said, ({ name }) => solid(name)).values()]
    .filter((group) => group.length > 1)
    .map((group) => ({ name: group[0].name, tally: tally(view, 'registerEntry', codesOf(group)) }))
    .sort((a, b) => b.tally.count - a.tally.count || (a.name < b.name ? -1 : 1));
}
