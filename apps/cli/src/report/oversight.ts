import { latest, named, targets } from './columns.js';
import type { Column, Report } from './report.js';

const edge: Readonly<Record<string, Column>> = {
  Code: 'code',
  From: 'from',
  'Depends on': { of: ['to.kind', 'to.ref', 'relation'], show: ([kind], [ref]) => `${kind} ${ref}` },
  Relation: 'relation',
  State: 'state',
  Cause: 'cause.text',
};

const accuracy: Readonly<Record<string, Column>> = {
  Scored: 'scored.count',
  Kept: 'kept.count',
  'Mean days out': 'meanDaysOut',
  'Mean, whichever way': 'meanAbsoluteDaysOut',
};

/** How the work stands: measures, money, what hangs on what, ends to come, who answers. */
export const oversightReports: Readonly<Record<string, Report>> = {
  'measure-dashboard': {
    about: 'Every measure with its baseline, target, latest value and rating',
    sections: [
      { title: 'Counts', counts: { Measures: 'measures', 'Without a baseline': 'needsBaseline', 'Without a date': 'needsDate' } },
      named('By kind', 'byKind'),
      named('By rating', 'byRating'),
      named('By state of target', 'byTarget'),
      {
        title: 'Measures',
        rows: 'lines',
        columns: {
          Code: 'code',
          Measure: 'title',
          Baseline: 'baseline.value',
          Target: targets('target'),
          'Target is': 'target.state',
          Latest: latest,
          Rating: 'rating.state',
        },
      },
    ],
  },

  'funding-cliff': {
    about: 'Where money ends before the work does',
    sections: [
      { title: 'Counts', counts: { 'Milestones after the money': 'milestones' } },
      {
        title: 'Cliffs',
        rows: 'cliffs',
        columns: { Objective: 'objective', Title: 'title', Position: 'position', Until: 'until', Milestones: 'milestones.subjects' },
      },
      {
        title: 'Milestones after the money',
        rows: 'cliffs.gaps',
        columns: { Milestone: 'milestone', Year: 'year', Position: 'position', Until: 'until' },
      },
      {
        title: 'Uncertain',
        rows: 'uncertain',
        columns: { Objective: 'objective', Title: 'title', Position: 'position', 'What the plan says': 'text' },
      },
      named('Objectives by funding', 'byPosition'),
    ],
  },

  'dependency-map': {
    about: 'What hangs on what, and which of it is at risk or broken',
    sections: [
      { title: 'Counts', counts: { Dependencies: 'dependencies' } },
      named('By state', 'byState'),
      { title: 'Late', rows: 'late', columns: edge },
      { title: 'Broken', rows: 'broken', columns: edge },
      {
        title: 'What several hang on',
        rows: 'clusters',
        columns: { Kind: 'on.kind', What: 'on.ref', Count: 'dependents.count', Dependents: 'dependents.subjects' },
      },
      { title: 'Dependencies', rows: 'objectives.edges', columns: edge },
    ],
  },

  'disposition-calendar': {
    about: 'When objectives are to end, be reviewed or be replaced',
    sections: [
      { title: 'Counts', counts: { 'To come': 'toCome', Overdue: 'overdue' } },
      {
        title: 'Calendar',
        rows: 'lines',
        columns: {
          By: { of: ['by', 'dayOpen'], show: ([by], [open]) => [by, open === true && 'day open'].filter(Boolean).join(', ') },
          Year: 'year',
          Objective: 'objective',
          Strand: 'strand',
          What: 'kind',
          State: 'state',
          'Done on': 'doneOn',
          'What the plan says': 'text',
        },
      },
    ],
  },

  'accountability-list': {
    about: 'Who answers for which ambition, and who leads which objective',
    sections: [
      {
        title: 'Gaps',
        counts: { 'Ambitions that no post leads': 'ambitionsWithoutLead', 'Objectives that nobody leads': 'objectivesWithoutLead' },
      },
      {
        title: 'Ambitions',
        rows: 'ambitions',
        columns: { No: 'ambition', Ambition: 'title', Leads: post('leads'), Others: post('others') },
      },
      {
        title: 'Objectives',
        rows: 'ambitions.objectives',
        columns: { Code: 'objective', Objective: 'title', Lead: 'lead.post', Deputy: 'lead.deputy', Milestones: 'milestones.subjects' },
      },
      { title: 'Posts without an organisation', rows: 'postsWithoutOrganisation', columns: { Ambition: 'ambition', Post: 'post' } },
      {
        title: 'Came and went',
        rows: 'ambitions.changes',
        columns: { Ambition: '^ambition', On: 'on', What: 'change', Post: 'post', Organisation: 'organisation' },
      },
    ],
  },

  'risk-list': {
    about: 'The open risks, hardest first',
    sections: [
      { title: 'Counts', counts: { Open: 'open', 'Not scored': 'unscored', Closed: 'closed' } },
      named('By kind', 'byKind'),
      {
        title: 'By likelihood and impact',
        rows: 'matrix',
        columns: { Likelihood: 'likelihood', Impact: 'impact', Count: 'risks.count', Which: 'risks.subjects' },
      },
      {
        title: 'Risks',
        rows: 'lines',
        columns: { Code: 'risk.code', Kind: 'risk.kind', Risk: 'risk.text', Score: 'risk.score', Objective: 'objectiveTitle' },
      },
    ],
  },

  'what-changed-since-last-edition': {
    about: 'What the edition changes against the one before',
    pages: 'changes',
    sections: [
      { title: 'Counts', rows: 'counts', columns: { Kind: 'kind', Count: 'subjects.count', Which: 'subjects.subjects' } },
      { title: 'Changes', rows: 'changes.nodes', columns: { Kind: 'kind', Subject: 'subject', Before: 'before', After: 'after' } },
    ],
  },

  'forecast-accuracy': {
    about: 'Past forecasts scored against what happened',
    pages: 'forecasts',
    sections: [
      { title: 'Counts', counts: { Scored: 'all.scored', Kept: 'all.kept', Lapsed: 'lapsed' } },
      { title: 'By horizon', rows: 'byHorizon', columns: { Horizon: 'horizon', ...accuracy } },
      { title: 'By post', rows: 'byPost', columns: { Post: 'post', ...accuracy } },
      {
        title: 'Forecasts',
        rows: 'forecasts.nodes',
        columns: {
          Code: 'code',
          Post: 'post',
          'Made on': 'madeOn',
          Forecast: 'forecast',
          'Met on': 'metOn',
          Horizon: 'horizon',
          'Days out': 'daysOut',
        },
      },
    ],
  },

  'source-trace': {
    about: 'From a thing to the entries and the lines of the source that made it what it is',
    needs: 'subject',
    takes: ['field'],
    sections: [
      { title: 'What it is', counts: { Whole: 'whole' } },
      {
        title: 'Entries',
        rows: 'fields',
        columns: {
          Field: 'field',
          Entry: 'entry.number',
          Type: 'entry.type',
          'True on': 'entry.effectiveOn',
          'Recorded (UTC)': { of: ['entry.recordedAt'], show: ([at]) => String(at).slice(0, 16).replace('T', ' ') },
          Line: 'entry.source.line',
        },
      },
      { title: 'Lines of the source', rows: 'lines', columns: { Document: 'document', Line: 'line' } },
    ],
  },
};

function post(each: string): Column {
  return {
    each,
    of: ['post', 'organisation'],
    show: ([name], [organisation]) => (organisation === undefined ? String(name) : `${name} (${organisation})`),
  };
}
