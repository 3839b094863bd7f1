export * from './line.js';
export * from './note.js';
export * from './sources.js';
export * from './tree.js';
export * from './verifier.js';
