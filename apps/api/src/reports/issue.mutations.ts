import { randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { isRefusal } from '#libs/domain';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Needs } from '../auth/needs.js';
import { Day, EntryNumber, Line, optional, ReportCode } from '../fields.js';
import { type Answer, command, type LedgerCommand, Receipt, type Recorded, type Request } from '../ledger-command.js';
import { resultOf } from '../results.js';
import { issuedReportSeen, type IssuedReportSeen } from './issued-report.seen.js';
import { IssuedReportNode } from './issued-report.types.js';

@InputType({
  description:
    'Issues the report on a half-year: its content, with statuses as of the last day of it, goes into the ledger and never changes.',
})
export class IssueProgressReport
  extends command('report', 'IssueProgressReport')
  implements domain.Payload<domain.ReportCommand, 'IssueProgressReport'>
{
  @Day('The last day of the half-year: 31 March or 30 September.') periodEnd: string;
  @ReportCode('The code to issue it under, never used before; the last day of the half-year if absent.', optional) report?: string;
  @EntryNumber('The entry of the ledger to report at, such as that of the draft that was read; the last one if absent.', optional)
  entry?: number;

  /** What no single append can hold is recorded share by share, each by a command of its own; the caller's own command then issues it. */
  override async carryOut(send: (command: LedgerCommand) => Promise<Answer>): Promise<Answer> {
    this.commandId ??= randomUUID();
    const asked = await send(this);
    if (!isRefusal(asked) || asked.code !== 'REPORT_IN_PARTS') return asked;
    const sendWith = (more: object): Promise<Answer> =>
      send(Object.assign(new IssueProgressReport(), this, { expectedRevision: undefined }, more).by(this.request));
    const entry = factOf(asked, 'entry');
    for (let part = 1; part <= factOf(asked, 'commands'); part += 1) {
      const answer = await sendWith({ part, entry, commandId: `${this.commandId}/${part}` });
      if (isRefusal(answer)) return answer;
    }
    return sendWith({});
  }
}

const factOf = ({ facts }: domain.Refusal, name: string): number => Number(facts.find((fact) => fact.name === name)?.value);

@InputType({ description: 'Records that an issued report was published. `effectiveOn` is the day of that.' })
export class PublishReport extends command('report', 'PublishReport') implements domain.Payload<domain.ReportCommand, 'PublishReport'> {
  @ReportCode('The code of the report.') report: string;
  @Line(200, 'Where: a committee, a website.') destination: string;
}

@ObjectType({ description: 'A command on a report that went through.' })
export class ReportRecorded {
  @Field({ description: 'Proof that it was recorded.' }) receipt: Receipt;
  @Field(() => IssuedReportNode, {
    nullable: true,
    description: 'The report as it then was; null while this node has not yet projected the command.',
  })
  report: IssuedReportSeen | null;
}

const ReportResult = resultOf('ReportRecordedResult', ReportRecorded);

@Resolver()
export class IssueMutations {
  constructor(private readonly commands: CommandBus) {}

  @Mutation(() => ReportResult)
  @Needs('approver')
  async issueProgressReport(
    @Args('input') input: IssueProgressReport,
    @Asker() request: Request,
  ): Promise<ReportRecorded | domain.Refusal> {
    const answer = await input.by(request).carryOut((one) => this.commands.execute(one));
    return isRefusal(answer) ? answer : recorded(answer, input.report ?? input.periodEnd);
  }

  @Mutation(() => ReportResult)
  @Needs('approver')
  async publishReport(@Args('input') input: PublishReport, @Asker() request: Request): Promise<ReportRecorded | domain.Refusal> {
    const answer = await this.commands.execute(input.by(request));
    return isRefusal(answer) ? answer : recorded(answer, input.report);
  }
}

const recorded = ({ receipt, find }: Recorded, code: string): ReportRecorded => ({
  receipt,
  report: find((view) => {
    const found = view.issuedReport(code);
    return found && issuedReportSeen(found, view);
  }),
});
