import { join } from 'node:path';

/** The folder of the view files. */
export const viewFolder = (dataDir: string): string => join(dataDir, 'views');

/** Where a tenant's view file lies. */
export const viewPath = (dataDir: string, tenant: string): string => join(viewFolder(dataDir), `${tenant}.db`);
