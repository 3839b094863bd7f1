import { latest, targets } from './columns.js';
import type { Column, Report, Section } from './report.js';

/** The plan's own figures and the half-yearly report. */
export const figureReports: Readonly<Record<string, Report>> = {
  'ambition-summary': {
    about: 'Figure 8: the ambitions with who answers for them, and their objectives',
    sections: [
      { title: 'Counts', counts: { Ambitions: 'ambitionCount', Objectives: 'objectiveCount' } },
      {
        title: 'Ambitions',
        rows: 'ambitions',
        columns: { No: 'number', Ambition: 'title', Posts: 'posts.post', Objectives: 'objectiveCount.count' },
      },
      {
        title: 'Objectives',
        rows: 'ambitions.objectives',
        columns: { Ambition: '^number', Code: 'code', Objective: 'title', 'Former titles': 'formerTitles.title' },
      },
    ],
  },

  'programme-profile': {
    about: 'Figure 9: every objective in every year, G(reen), A(mber) or grey (–), * where it hangs on a condition',
    sections: [
      { title: 'Years', rows: 'years', columns: { Year: 'year', Label: 'label', From: 'startsOn', To: 'endsOn' } },
      {
        title: 'Profile',
        rows: 'objectives',
        columns: {
          Code: 'code',
          Objective: 'title',
          ...Object.fromEntries([1, 2, 3, 4, 5].map((year) => [`Year ${year}`, cellOfYear(year)])),
        },
      },
    ],
  },

  'metric-summary': {
    about: 'Figure 15: the measures that it lists, and the body compared with it',
    sections: [
      { title: 'Counts', counts: { 'Measures listed': 'count' } },
      {
        title: 'Measures',
        rows: 'objectives.measures',
        columns: {
          Code: 'code',
          Measure: 'title',
          Kind: 'kind',
          Targets: targets('targets'),
          Latest: latest,
          Rating: 'rating.state',
          'In body': 'inBody',
        },
      },
      {
        title: 'Body and figure compared',
        counts: {
          'Missing from the figure': 'comparison.missingFromFigure',
          'Missing from the body': 'comparison.missingFromBody',
          Misplaced: 'comparison.misplaced',
          'Not compared': 'comparison.notCompared',
        },
      },
      {
        title: 'Misplaced',
        rows: 'comparison.misplacements',
        columns: {
          Measure: 'measure',
          'What is measured': 'title',
          'Printed under': 'printedUnder',
          'Belongs to': 'belongsTo',
          Repeats: 'duplicateOf',
        },
      },
    ],
  },

  'due-and-late': {
    about: 'Open milestones by the day on which they are to be met, and what is late',
    pages: 'milestones',
    sections: [
      { title: 'Counts', counts: { Open: 'openCount', Late: 'lateCount', 'Due soon': 'dueSoonCount' } },
      { title: 'Named due days', rows: 'dueDays', columns: { Day: 'on', Count: 'milestones.count', Milestones: 'milestones.subjects' } },
      {
        title: 'Open milestones',
        rows: 'milestones.nodes',
        columns: {
          Code: 'code',
          By: 'endsOn',
          Named: { of: ['dueOn'], show: ([day]) => (day === undefined ? '' : 'yes') },
          Forecast: 'forecast',
          'Days late': 'daysLate',
          Status: 'publicStatus',
          Milestone: 'title',
          Lead: 'deliveryLead',
        },
      },
    ],
  },

  commitments: {
    about: 'What became of every milestone that an edition promised',
    needs: 'ofEdition',
    pages: 'promises',
    sections: [
      {
        title: 'What became of them',
        rows: 'counts',
        columns: { What: 'resolution', Count: 'milestones.count', Which: 'milestones.subjects' },
      },
      {
        title: 'Promises',
        rows: 'promises.nodes',
        columns: {
          Code: 'code',
          Milestone: 'title',
          'Promised for': 'promisedFor',
          'Came to': 'resolution',
          On: 'resolvedOn',
          Reason: 'reason',
          'Passed on to': 'receivers',
          'Open in': 'openIn',
        },
      },
    ],
  },

  'progress-report': {
    about: 'The half-yearly report: what is completed, in progress and delayed',
    needs: 'periodEnd',
    on: 'periodEnd',
    sections: progress(),
  },

  'issued-report': {
    about: 'A progress report word for word as it was issued',
    needs: 'code',
    kept: { in: 'report', beside: ['code', 'hash', 'issuedOn', 'issuedBy', 'publications'] },
    sections: [
      {
        title: 'Issued',
        rows: 'period',
        columns: { Code: '^code', 'Half-year to': 'endsOn', On: '^issuedOn', By: '^issuedBy', 'SHA-256': '^hash' },
      },
      { title: 'Published', rows: 'publications', columns: { On: 'on', Where: 'destination' } },
      ...progress(),
    ],
  },

  'updates-owed': {
    about: 'Who owes an update of a half-year, and what came in',
    needs: 'periodEnd',
    sections: [
      { title: 'Updates', counts: { Owed: 'owed', Received: 'received', 'Nil returns': 'nilReturns', 'After the cut-off': 'afterCutOff' } },
      {
        title: 'Owed',
        rows: 'lines',
        columns: { Objective: 'objective', Title: 'title', Ambition: 'ambition', 'Owed by': 'owedBy', Deputy: 'deputy' },
      },
    ],
  },
};

/** The parts of a report on progress. */
function progress(): readonly Section[] {
  return [
    {
      title: 'Milestones',
      counts: { Completed: 'counts.completed', 'In progress': 'counts.inProgress', Delayed: 'counts.delayed' },
    },
    {
      title: 'Ambitions',
      rows: 'ambitions',
      columns: {
        No: 'number',
        Ambition: 'title',
        Outlook: 'outlook',
        Completed: 'counts.completed.count',
        'In progress': 'counts.inProgress.count',
        Delayed: 'counts.delayed.count',
      },
    },
    {
      title: 'Objectives',
      rows: 'ambitions.objectives',
      columns: {
        Code: 'code',
        Objective: 'title',
        Status: 'computed',
        Declared: 'declared.status',
        Assured: 'assured.status',
        Achieved: 'update.achieved',
        'Next half-year': 'update.next',
        'Due next': 'dueNext.subjects',
      },
    },
    milestones('Completed', 'completed', { 'Met on': 'metOn', Evidence: 'evidence' }),
    milestones('In progress', 'inProgress', { By: 'endsOn' }),
    milestones('Delayed', 'delayed', { By: 'endsOn', Forecast: 'forecast', Because: 'delayedBy', Reason: 'delay.reason' }),
    { title: 'Capacity to deliver', rows: 'capacityNotes', columns: { Objective: 'objective', Risk: 'text', Score: 'score' } },
    ...['outcomes', 'engagement', 'leadership', 'challenges'].map(remarks),
    {
      title: 'Updates',
      counts: { Owed: 'owed', 'Nil returns': 'nilReturns', 'After the cut-off': 'afterCutOff', 'Status disputed': 'disputed' },
    },
  ];
}

const LETTERS: Readonly<Record<string, string>> = { GREEN: 'G', AMBER: 'A', GREY: '–' };

function cellOfYear(year: number): Column {
  return {
    of: ['cells.state', 'cells.interdependency'],
    show: (states, marks) => `${LETTERS[String(states[year - 1])]}${marks[year - 1] === true ? '*' : ''}`,
  };
}

function milestones(title: string, list: string, columns: Readonly<Record<string, Column>>): Section {
  return { title, rows: `ambitions.objectives.${list}`, columns: { Code: 'code', Milestone: 'title', ...columns } };
}

function remarks(heading: string): Section {
  return {
    title: `${heading[0].toUpperCase()}${heading.slice(1)}`,
    rows: heading,
    columns: { Objective: 'objective', Remark: 'text', 'After the cut-off': 'afterCutOff' },
  };
}
