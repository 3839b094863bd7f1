/** Something that keeps an audit from being done: no matter of the ledger's soundness. Recognise it by `name`. */
export class AuditError extends Error {
  override readonly name = 'AuditError';
}
