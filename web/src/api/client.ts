import { ApiError, ContractError, UnreachableError } from './errors';
import type { SchemaName, Shape } from './schemas';

/** Query parameters: what is null, undefined or empty is left out. */
export type Query = Record<string, string | number | boolean | null | undefined>;

interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Query;
  body?: unknown;
  /** Made when the dialog opens, so that pressing Enter twice is one request. */
  key?: string;
  signal?: AbortSignal;
  ifMatch?: string;
}

let csrf: string | null = null;
let onUnauthorized: () => void = () => {};
let askPassword: () => Promise<boolean> = async () => false;

/** The session's token, from /auth/state. */
export const setCsrf = (token: string | null): void => void (csrf = token);
/** What happens when the session has ended. */
export const whenUnauthorized = (handler: () => void): void => void (onUnauthorized = handler);

/** How the password is asked for once more; false where the person would not. */
export const whenElevationNeeded = (handler: () => Promise<boolean>): void => void (askPassword = handler);

/** An idempotency key: 8 to 64 characters, one for each thing a person means to do once. */
export const newKey = (): string => crypto.randomUUID();

export function pathWithQuery(path: string, query?: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function send(request: Request): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  const isWrite = request.method !== 'GET';
  if (isWrite && csrf !== null) headers['X-CSRF-Token'] = csrf;
  if (isWrite) headers['Idempotency-Key'] = request.key ?? newKey();
  if (request.ifMatch !== undefined) headers['If-Match'] = request.ifMatch;
  let body: BodyInit | undefined;
  if (request.body instanceof Blob) body = request.body;
  else if (request.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(request.body);
  }
  const url = pathWithQuery(request.path, request.query);
  let response: Response;
  try {
    response = await fetch(url, { method: request.method, headers, body, signal: request.signal });
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new UnreachableError(request.path);
  }
  if (!response.ok) throw await toError(response, request.path);
  return response;
}

async function toError(response: Response, path: string): Promise<ApiError> {
  const correlation = response.headers.get('X-Correlation-Id');
  let body: Record<string, unknown> & { code?: string; message?: string; field?: string; correlationId?: string } = {};
  try {
    body = (await response.json()) as typeof body;
  } catch {
    // Not ours: a proxy's page. The status says enough.
  }
  const code = body.code ?? `http-${response.status}`;
  if (response.status === 401 && code === 'unauthorized' && path.startsWith('/api/')) onUnauthorized();
  return new ApiError(
    response.status,
    code,
    body.message ?? `The server answered ${response.status} to ${path}.`,
    body.field ?? null,
    body.correlationId ?? correlation,
    body,
  );
}

/** Answers are checked in development, in tests, and wherever `argosy.check` is set in local storage. */
const checks = (): boolean =>
  import.meta.env.DEV || import.meta.env.MODE === 'test' || localStorage.getItem('argosy.check') === '1';

async function read<N extends SchemaName>(response: Response, name: N, path: string): Promise<Shape<N>> {
  const text = await response.text();
  const value: unknown = text === '' ? null : JSON.parse(text);
  if (!checks()) return value as Shape<N>;
  const { schemas } = await import('./schemas');
  const parsed = schemas[name].safeParse(value);
  if (parsed.success) return parsed.data as Shape<N>;
  const { issues } = parsed.error;
  const more = issues.length > 5 ? `; and ${issues.length - 5} more` : '';
  const detail =
    issues
      .slice(0, 5)
      .map(issue => `${issue.path.join('.')}: ${issue.message}`)
      .join('; ') + more;
  const error = new ContractError(path, detail, response.headers.get('X-Correlation-Id'));
  console.error(error.message);
  throw error;
}

/** GET, typed and checked by the schema of that name. */
export async function get<N extends SchemaName>(
  name: N,
  path: string,
  options: { query?: Query; signal?: AbortSignal } = {},
): Promise<Shape<N>> {
  return read(await send({ method: 'GET', path, ...options }), name, path);
}

interface WriteOptions {
  key?: string;
  query?: Query;
  ifMatch?: string;
  signal?: AbortSignal;
}

/** POST, PUT, PATCH or DELETE whose answer has the schema of that name; `none` where the answer does not matter. */
export async function write<N extends SchemaName>(
  name: N,
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  options: WriteOptions = {},
): Promise<Shape<N>> {
  return read(await elevated({ method, path, body, ...options }), name, path);
}

/** Sends; where the server wants the password again, asks for it and sends the same once more. */
async function elevated(request: Request): Promise<Response> {
  const once = { ...request, key: request.key ?? newKey() };
  try {
    return await send(once);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'elevation-required' || !(await askPassword())) throw error;
    return send(once);
  }
}

/** The answer as it is: files. */
export const download = (path: string, method: 'GET' | 'POST' = 'GET', options: WriteOptions = {}): Promise<Response> =>
  send({ method, path, ...options });
