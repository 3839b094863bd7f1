import { COMMAND_ID_TWICE } from './commands.js';
import { R16, R17, R19, R20 } from './coverage.js';
import { dependencyBroken, dependencyCycle } from './dependencies.js';
import { R03, R06 } from './endings.js';
import { R46, R53, R55 } from './governance.js';
import type { Look } from './looking.js';
import { R09, R11, R22, R24, R25, R26, R27, R28, R29 } from './measures.js';
import { ambitionMissing, R31, R34, R40 } from './objectives.js';
import { missingPart, openDiscrepancy } from './publication.js';
import { R44, R45, R47, R50, R51, R52, R54 } from './register.js';
import { R12, R14, R15, R37 } from './titles.js';
import { R01, R02, R05, R07 } from './windows.js';
import { formerEnded, leftBehind, R10, R30, R32, R35 } from './work.js';

/**
 * An ENTRY rule turns a command down, a VIEW rule finds what stands in a plan, a LEDGER rule what its entries say beside that;
 * a SOURCE rule judges the printed text.
 */
export type RuleKind = 'ENTRY' | 'VIEW' | 'LEDGER' | 'SOURCE';

export interface Rule {
  /** Its number, such as `R03`, or its name. */
  readonly name: string;
  readonly kinds: readonly RuleKind[];
  /** What it asks for, as a sentence. */
  readonly says: string;
  /** What it finds in a plan; only a VIEW rule does. */
  readonly look?: Look;
}

const view = (name: string, look: Look, says: string): Rule => ({ name, kinds: ['VIEW'], says, look });
const both = (name: string, look: Look, says: string): Rule => ({ name, kinds: ['ENTRY', 'VIEW'], says, look });
const entry = (name: string, says: string): Rule => ({ name, kinds: ['ENTRY'], says });
const source = (name: string, says: string): Rule => ({ name, kinds: ['SOURCE'], says });

/** Every rule of a plan, those with numbers first. */
export const rules: readonly Rule[] = [
  both('R01', R01, 'Year numbers and days of a window agree, and windows of different years do not coincide.'),
  both('R02', R02, 'No live milestone runs past the day on which its objective is to retire.'),
  both('R03', R03, 'A planned retirement names its day, or says that the day is open.'),
  entry('R04', 'A retirement names a receiver for every strand.'),
  view('R05', R05, 'A year in which nothing applies comes after the day of the conclusion.'),
  view('R06', R06, 'What is to be reviewed or retired has one day of decision, and an outcome.'),
  both('R07', R07, 'A due day lies inside its window.'),
  source('R08', 'What is said of the life of an objective belongs to the objective, not to a measure.'),
  view('R09', R09, 'A target is due later than the month in which its edition begins.'),
  view('R10', R10, 'A deliverable has one milestone, an idea one measure.'),
  view('R11', R11, 'A target to come is not beaten already by the latest value.'),
  view('R12', R12, 'A code has one title in an edition, and its other wordings are recorded.'),
  source('R13', 'A title is short.'),
  view('R14', R14, 'The verb of a title goes with what is known of the work.'),
  view('R15', R15, 'What refers to a part of the plan does so by its code.'),
  view('R16', R16, 'The text and the summary list the same measures.'),
  view('R17', R17, 'A measure belongs to one objective.'),
  source('R18', 'An objective has one section of measures.'),
  view('R19', R19, 'A strand with a milestone has a measure.'),
  view('R20', R20, 'A measure covers every year in which there is work.'),
  entry('R21', 'Different values for one metric and date say whose they are.'),
  view('R22', R22, 'A target of improvement has its unit and its baseline.'),
  source('R23', 'A footnote has one marker, and a marker one note.'),
  view('R24', R24, 'A baseline has a date and a value.'),
  view('R25', R25, 'Measures of different populations are not merged.'),
  view('R26', R26, 'Observations carry source and period, and series are not mixed.'),
  view('R27', R27, 'A trajectory that is referred to is there.'),
  view('R28', R28, 'A directional measure has a direction.'),
  view('R29', R29, 'A quantitative target has a date or a standing period.'),
  view('R30', R30, 'What others wait for is not planned after them.'),
  both('R31', R31, 'What an objective is merged into is there, or the merge waits for it.'),
  view('R32', R32, 'Milestones are no near-duplicates of each other.'),
  source('R33', 'Objectives do not repeat each other’s text.'),
  view('R34', R34, 'An objective has an action on inequality.'),
  view('R35', R35, 'What continues has begun before.'),
  source('R36', 'Announced counts match what is listed and dated.'),
  view('R37', R37, 'A named deliverable is defined once.'),
  source('R38', 'Sentences are complete.'),
  source('R39', 'Lists of sites match the register of trusts.'),
  view('R40', R40, 'Milestones after the end of the funding are flagged.'),
  source('R41', 'References to an edition match it.'),
  source('R42', 'References within the plan lead somewhere.'),
  source('R43', 'An outside document has one date.'),
  view('R44', R44, 'The register holds one name for each organisation and strategy, with aliases.'),
  view('R45', R45, 'The calendar of reports is consistent.'),
  view('R46', R46, 'An opinion names one plan and edition.'),
  view('R47', R47, 'What a report shows can be derived from what is recorded.'),
  source('R48', 'Figures differ by no more than rounding.'),
  source('R49', 'The period of a source covers that of the figure.'),
  view('R50', R50, 'A claimed priority leads to an objective.'),
  view('R51', R51, 'Priorities say when they are reviewed.'),
  both('R52', R52, 'A percentage keeps its numerator and base.'),
  view('R53', R53, 'An accountable post has an organisation.'),
  view('R54', R54, 'Years of a programme and years of the plan are kept apart.'),
  view('R55', R55, 'A merge names what it merges.'),
  source('R56', 'Terms of the plan are spelt as agreed.'),
  source('R57', 'Periods are read tolerantly and stored strictly.'),
  view('MISSING_PART', missingPart, 'An objective has a milestone, a measure, an action on inequality and a funding position.'),
  view('OPEN_DISCREPANCY', openDiscrepancy, 'A grave discrepancy of the sources is settled.'),
  view('DEPENDENCY_BROKEN', dependencyBroken, 'What is depended on is there, and was not given up.'),
  view('DEPENDENCY_CYCLE', dependencyCycle, 'Objectives do not depend on each other in a circle.'),
  { name: COMMAND_ID_TWICE, kinds: ['LEDGER'], says: 'A command id stands for one command.' },
  view('FORMER_ENDED', formerEnded, 'What goes on from a milestone is closed once that was met or dropped.'),
  view('LEFT_BEHIND', leftBehind, 'What an earlier edition left open goes on in the current one, or is closed.'),
  view('AMBITION_MISSING', ambitionMissing, 'An objective stands under an ambition of the plan.'),
];
