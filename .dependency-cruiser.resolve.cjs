// Sends `#libs/…`, which package.json maps to the build, to the sources.
const { join } = require('node:path');
const sources = (lib) => [`#libs/${lib}`, join(__dirname, 'libs', lib, 'src', 'index.ts')];

module.exports = { resolve: { alias: Object.fromEntries(['audit', 'domain', 'ledger', 'views'].map(sources)) } };
