import type * as domain from '#libs/domain';
import { remembered, seen, type Seen } from '../present.js';

export type MeasureSeen = Omit<domain.Measure, 'because' | 'observations'> & Seen;

export const measureSeen = remembered(({ because, observations: _, ...measure }: domain.Measure, view): MeasureSeen => ({
  ...measure,
  ...seen(view, 'Measure', 'measure', measure.code, because),
}));
