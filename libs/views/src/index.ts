export { viewDigest } from './file/digest.js';
export { replayAside, type ReplayedAside } from './replay-aside.js';
export { rebuild } from './rebuild.js';
export { comparisonOf, reportOn } from './reports/report-on.js';
export { replay, type Progress, type Rebuilt, type RebuildErrorCode, type ReplayOptions } from './replay.js';
export * from './tenant-views.js';
export { TenantList } from './file/tenant-list.js';
export { viewFolder, viewPath } from './file/view-path.js';
export { openViews, type Views, type ViewsOptions } from './views.js';
