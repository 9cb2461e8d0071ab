/** What the server refused or failed at: its own code, message, field and correlation id. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly field: string | null;
  readonly correlationId: string | null;
  /** The whole refusal: some say more than why, such as a draft to merge with. */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    message: string,
    field: string | null,
    correlationId: string | null,
    body: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.field = field;
    this.correlationId = correlationId;
    this.body = body;
  }
}

/** The server could not be reached at all: nothing is known of what it did. */
export class UnreachableError extends ApiError {
  constructor(path: string) {
    super(0, 'unreachable', `The server did not answer (${path}).`, null, null);
    this.name = 'UnreachableError';
  }
}

/** An answer that is not what the contract says. */
export class ContractError extends ApiError {
  constructor(path: string, detail: string, correlationId: string | null) {
    super(200, 'contract', `The answer to ${path} does not have the agreed form: ${detail}`, null, correlationId);
    this.name = 'ContractError';
  }
}

export const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError
    ? error
    : new ApiError(0, 'client', error instanceof Error ? error.message : String(error), null, null);

/** What Copy puts on the clipboard. */
export function errorReport(error: unknown): string {
  const it = asApiError(error);
  return [it.message, `code: ${it.code}`, it.correlationId ? `correlation id: ${it.correlationId}` : '']
    .filter(line => line !== '')
    .join('\n');
}
