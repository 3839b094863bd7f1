// `node --import ./test/support/typescript-hooks.mjs <file>.ts` runs the sources in a process of their own, without a build.
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import jestConfig from '../../jest.config.mjs';

const root = new URL('../../', import.meta.url);
const [, settings] = Object.values(jestConfig.transform)[0];

function sourceOf(specifier, parentURL) {
  const library = /^#libs\/(.+)$/.exec(specifier);
  if (library) return new URL(`libs/${library[1]}/src/index.ts`, root);
  if (!/^\.{1,2}\/.*\.js$/.test(specifier) || parentURL?.includes('/node_modules/')) return undefined;
  const source = new URL(specifier.replace(/\.js$/, '.ts'), parentURL);
  return existsSync(source) ? source : undefined;
}

registerHooks({
  resolve(specifier, context, nextResolve) {
    const source = sourceOf(specifier, context.parentURL);
    return source ? { url: source.href, format: 'module', shortCircuit: true } : nextResolve(specifier, context);
  },
  load(url, context, nextLoad) {
    if (!url.endsWith('.ts') || url.includes('/node_modules/')) return nextLoad(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...settings, filename });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
