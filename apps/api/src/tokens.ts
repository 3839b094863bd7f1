/** What Nest injects by name, because it is an interface. */
export const CLOCK = Symbol('clock');
export const LOG = Symbol('log');
export const CHECKPOINTS = Symbol('checkpoints');
export const VIEWS = Symbol('views');
