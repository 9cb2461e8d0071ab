import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { get, pathWithQuery, setCsrf, whenElevationNeeded, whenUnauthorized, write } from './client';
import { ApiError, ContractError, UnreachableError, errorReport } from './errors';

const state = { firstRun: false, user: null, csrf: 'token', elevatedUntil: null, version: '1' };
const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers });

let requests: { url: string; init: RequestInit & { headers: Record<string, string> } }[];
let answers: (Response | Error)[];

beforeEach(() => {
  requests = [];
  answers = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit & { headers: Record<string, string> }) => {
    requests.push({ url, init });
    const next = answers.shift();
    if (next === undefined) throw new Error('no answer was prepared');
    if (next instanceof Error) throw next;
    return next;
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  setCsrf(null);
});

describe('reading', () => {
  it('leaves out empty query parameters', () => {
    expect(pathWithQuery('/api/orders', { state: 'open', after: null, q: '', limit: 200, mine: false })).toBe(
      '/api/orders?state=open&limit=200&mine=false',
    );
  });

  it('gives what the contract says, and refuses what it does not', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    answers = [answer(200, state), answer(200, { ...state, firstRun: 'no' })];
    expect(await get('authState', '/auth/state')).toEqual(state);
    await expect(get('authState', '/auth/state')).rejects.toThrow(ContractError);
  });

  it('sends neither CSRF token nor key', async () => {
    setCsrf('token');
    answers = [answer(200, state)];
    await get('authState', '/auth/state');
    expect(requests[0]?.init.headers).toEqual({ Accept: 'application/json' });
  });
});

describe('errors', () => {
  it('carry the server’s code, field and correlation id', async () => {
    answers = [answer(400, { code: 'bad-input', message: 'expected a name', field: 'name', correlationId: 'c1' })];
    const error = await write('none', 'POST', '/api/users', {}).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status: 400, code: 'bad-input', field: 'name', correlationId: 'c1' });
    expect(errorReport(error)).toBe('expected a name\ncode: bad-input\ncorrelation id: c1');
  });

  it('of a proxy still say the status, with the header’s correlation id', async () => {
    answers = [new Response('<html>', { status: 502, headers: { 'X-Correlation-Id': 'c2' } })];
    const error = await get('none', '/api/fleet').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status: 502, code: 'http-502', correlationId: 'c2' });
  });

  it('of the network are told apart: nothing is known of what was done', async () => {
    answers = [new TypeError('failed to fetch')];
    await expect(write('none', 'POST', '/api/risk/halt', {})).rejects.toThrow(UnreachableError);
  });

  it('tell that the session has ended', async () => {
    const ended = vi.fn();
    whenUnauthorized(ended);
    answers = [
      answer(401, { code: 'unauthorized', message: 'log in' }),
      answer(401, { code: 'unauthorized', message: 'wrong' }),
    ];
    await get('none', '/api/fleet').catch(() => {});
    await write('none', 'POST', '/auth/login', {}).catch(() => {});
    expect(ended).toHaveBeenCalledOnce();
  });
});

describe('writing', () => {
  it('brings CSRF token, idempotency key and JSON', async () => {
    setCsrf('token');
    answers = [answer(204, undefined)];
    await write('none', 'PATCH', '/api/users/bo', { role: 'trader' }, { key: 'made-once' });
    expect(requests[0]?.init).toMatchObject({ method: 'PATCH', body: '{"role":"trader"}' });
    expect(requests[0]?.init.headers).toMatchObject({ 'X-CSRF-Token': 'token', 'Idempotency-Key': 'made-once' });
  });

  it('asks for the password when the server wants it, and sends the same again', async () => {
    whenElevationNeeded(async () => true);
    answers = [answer(403, { code: 'elevation-required', message: 'again' }), answer(204, undefined)];
    await write('none', 'POST', '/api/deployments/7/start', { confirm: 'x' });
    expect(requests.length).toBe(2);
    expect(requests[1]?.init.headers['Idempotency-Key']).toBe(requests[0]?.init.headers['Idempotency-Key']);
    expect(requests[1]?.init.body).toBe(requests[0]?.init.body);
  });

  it('is refused when the person does not give the password', async () => {
    whenElevationNeeded(async () => false);
    answers = [answer(403, { code: 'elevation-required', message: 'again' })];
    await expect(write('none', 'POST', '/api/risk/halt', {})).rejects.toThrow(ApiError);
    expect(requests.length).toBe(1);
  });
});
