import { expect, test } from '@jest/globals';
import { EventCatalogue } from './event-schema.js';

const line = (type: string, data?: object, v = 1) => ({
  entry: 0,
  stream: 'objective-main.jfp.1a',
  revision: 0,
  id: '',
  type,
  metadata: { v },
  ...(data !== undefined && { data }),
});

test('what all events of a version have is required, what some have is allowed', () => {
  const catalogue = new EventCatalogue();
  catalogue.see(line('MilestoneMet', { milestone: '1a-m01', evidence: 'Paper' }));
  catalogue.see(line('MilestoneMet', { milestone: '1a-m02', note: null }));
  catalogue.see(line('MilestoneMet', { milestone: 1 }, 2));
  catalogue.see(line('MilestoneMet'));
  expect(catalogue.schemas.$defs).toEqual({
    'objective/MilestoneMet.v1': {
      type: ['object'],
      properties: { milestone: { type: ['string'] }, evidence: { type: ['string'] }, note: { type: ['null'] } },
      required: ['milestone'],
    },
    'objective/MilestoneMet.v2': { type: ['object'], properties: { milestone: { type: ['integer'] } }, required: ['milestone'] },
  });
});

test('lists and objects within are described as far as they were seen', () => {
  const catalogue = new EventCatalogue();
  catalogue.see(line('Listed', { values: [], window: { from: 1 } }));
  catalogue.see(line('Listed', { values: [{ a: 1 }, { a: 1.5, b: true }], window: 'none' }));
  expect(catalogue.schemas.$defs['objective/Listed.v1'].properties).toEqual({
    values: {
      type: ['array'],
      items: { type: ['object'], properties: { a: { type: ['integer', 'number'] }, b: { type: ['boolean'] } }, required: ['a'] },
    },
    window: { type: ['object', 'string'], properties: { from: { type: ['integer'] } }, required: ['from'] },
  });
});

test('goes on from what it knew', () => {
  const first = new EventCatalogue();
  first.see(line('Told', { a: 1, b: 2 }));
  const second = new EventCatalogue(first.schemas);
  second.see(line('Told', { a: 1 }));
  expect(second.schemas.$defs['objective/Told.v1'].required).toEqual(['a']);
});
