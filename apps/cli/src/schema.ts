import { readFile, writeFile } from 'node:fs/promises';
import { schemaText } from '../../api/src/schema.js';

const FILE = 'schema.graphql';
const text = await schemaText();

if (!process.argv.includes('--check')) await writeFile(FILE, text);
else if ((await readFile(FILE, 'utf8')) !== text) {
  process.stderr.write(`${FILE} is not the schema of the code: run \`npm run schema\` and commit it.\n`);
  process.exitCode = 1;
}
