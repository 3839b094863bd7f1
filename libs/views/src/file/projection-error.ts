/** An entry that can never be projected as it stands, or a file that another projector has taken further. */
export class ProjectionError extends Error {
  override readonly name = 'ProjectionError';
  constructor(
    readonly code: 'REVISION_GAP' | 'NOT_OURS' | 'CHECKPOINT_TAKEN',
    message: string,
  ) {
    super(message);
  }
}
