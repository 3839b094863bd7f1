/** One pure step that turns the data of one stored version into the next. */
export type Upcast = (data: Record<string, unknown>) => Record<string, unknown>;
