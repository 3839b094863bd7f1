import type { PointViews, Views } from '#libs/views';
import type { Request } from './ledger-command.js';

/** What is read for a question about a point: the ledger of who asks or, below a preview, what that tries out. */
export const viewsFor = (views: Views, { caller, fork }: Request): PointViews => fork ?? views.tenant(caller.tenant);
