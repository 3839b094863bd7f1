import { figures, named } from './columns.js';
import type { Report } from './report.js';

/** What surrounds the plan: strategies, places, priorities, the public, boards, and what its source gets wrong. */
export const contextReports: Readonly<Record<string, Report>> = {
  'strategy-alignment': {
    about: 'Strategies, policies and purposes, and which objectives fit them',
    sections: [
      { title: 'Kinds', rows: 'groups', columns: { Kind: 'kind', Count: 'entries.count' } },
      {
        title: 'What the plan fits',
        rows: 'groups.lines',
        columns: { Kind: '^kind', Name: 'registered.name', Ambitions: 'ambitions.subjects', Objectives: 'objectives.subjects' },
      },
      {
        title: 'Named by objectives, registered nowhere',
        rows: 'unregistered',
        columns: { Kind: 'type', Name: 'name', Objectives: 'objectives.subjects' },
      },
    ],
  },

  places: {
    about: 'Figure 12: the places, with what each puts first',
    sections: [
      { title: 'Counts', counts: { Partnerships: 'partnerships', 'Without a review': 'withoutReview', 'Place Boards': 'boards' } },
      {
        title: 'Health and Wellbeing Partnerships',
        rows: 'partnershipLines',
        columns: {
          Name: 'name',
          Priorities: 'priorities',
          Themes: 'crossCuttingThemes',
          Provisional: 'provisional',
          'Review on': 'reviewOn',
        },
      },
      named('Shared', 'shared'),
      { title: 'Place Boards', rows: 'boardLines', columns: { Name: 'name', Naming: 'naming', Role: 'role' } },
    ],
  },

  'immediate-priorities': {
    about: 'What the first year, or another one, puts first',
    takes: ['year'],
    sections: [
      { title: 'Counts', counts: { Priorities: 'priorities' } },
      {
        title: 'Priorities',
        rows: 'lines',
        columns: { Code: 'code', Priority: 'name', Ambitions: 'ambitions.subjects', Figures: figures('figures') },
      },
    ],
  },

  engagement: {
    about: 'What the public was asked and said',
    sections: [
      {
        title: 'Hearings',
        rows: 'lines',
        columns: {
          Name: 'name',
          Method: 'method',
          From: 'startsOn',
          To: 'endsOn',
          Counts: figures('counts'),
          'Asked about ambitions': 'startedWith.subjects',
          'Added after it': 'added.subjects',
        },
      },
      {
        title: 'Answers, each with its own base',
        rows: 'lines.results',
        columns: { Question: 'question', 'Said so': 'numerator', Of: 'base', Percent: 'percent' },
      },
      { title: 'Themes', rows: 'lines', columns: { Hearing: 'name', Themes: 'themes' } },
    ],
  },

  opinions: {
    about: 'What Health and Wellbeing Boards said of the edition',
    sections: [
      {
        title: 'Opinions',
        rows: 'lines',
        columns: {
          Board: 'board',
          Stance: 'stance',
          Received: {
            of: ['receivedOn', 'receivedOnUnknown'],
            show: ([on], [unknown]) => (unknown === true ? 'day unknown' : String(on ?? '')),
          },
          'Signed by': 'signedBy',
          'Names another': 'namesAnother',
        },
      },
      { title: 'Points', rows: 'lines', columns: { Board: 'board', Points: 'points' } },
    ],
  },

  findings: {
    about: 'What the rules find in the plan, gravest first',
    takes: ['severity', 'rule', 'subject'],
    pages: '',
    sections: [
      { title: 'Counts', counts: { High: 'high', Medium: 'medium', Low: 'low' } },
      {
        title: 'Findings',
        rows: 'nodes',
        columns: {
          Rule: 'rule',
          Severity: 'severity',
          Subject: 'subject',
          'What is wrong': 'message',
          'What would mend it': 'remedy',
          Recorded: 'discrepancies',
          Lines: 'sources.line',
        },
      },
    ],
  },

  'discrepancy-register': {
    about: 'Where the sources contradict themselves, and what came of it',
    sections: [
      { title: 'Counts', counts: { All: 'all', 'Not settled': 'unsettled', 'Keep an edition from being published': 'blocking' } },
      { title: 'By severity', rows: 'bySeverity', columns: { Severity: 'severity', Count: 'all.count' } },
      { title: 'By category', rows: 'byCategory', columns: { Category: 'name', Count: 'tally.count' } },
      {
        title: 'Discrepancies',
        rows: 'lines',
        columns: {
          Code: 'code',
          Severity: 'severity',
          State: 'state',
          About: 'about',
          'What is wrong': 'what',
          'What holds, or would mend it': {
            of: ['settled.resolution', 'proposal'],
            show: ([resolution], [proposal]) => String(resolution ?? proposal ?? ''),
          },
          Rule: 'rule',
          Lines: 'sourceLines',
        },
      },
    ],
  },
};
