/** A source that answered something else than its documents say, or not at all. */
export class InventoryError extends Error {
  override readonly name = 'InventoryError';
  readonly code: 'unreadable' | 'refused' | 'unreachable';

  constructor(code: InventoryError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
