import { recorderFigure } from './figures/recorder.js';
import { judge } from './measure.js';
await recorderFigure.run({ pairs: Number(process.argv[2] ?? 3), size: Number(process.argv[3] ?? 1), long: false }, (row) => {
  const j = judge(row);
  console.log(row.what, j.median.toFixed(2), j.lowest.toFixed(2), j.highest.toFixed(2), row.samples.map(s => `${s.ours.toFixed(0)}/${s.theirs.toFixed(0)}`).join(' '));
});
