import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from '@/zod';
import { type Form, differences } from './contract';
import { schemas } from './schemas';

const sources = import.meta.glob<string>(['../**/*.ts', '../**/*.tsx', '!../**/*.test.*'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

interface Answer {
  content?: Record<string, { schema?: Form }>;
}
interface Description {
  paths: Record<string, Record<string, { responses: Record<string, Answer> }>>;
  components: { schemas: Record<string, Form> };
}
const file = path.resolve(import.meta.dirname, '../../../docs/reference/openapi.json');
const description = JSON.parse(readFileSync(file, 'utf8')) as Description;

/** Calls whose address is put together elsewhere. */
const indirect: [name: string, method: string, address: string][] = [
  ['quickResult', 'post', '/api/bots/{}/quick-backtest'],
  ['draft', 'get', '/api/bots/{}/draft'],
  ['draftSaved', 'put', '/api/bots/{}/draft'],
  ['completion', 'post', '/api/editor/complete'],
  ['codeHover', 'post', '/api/editor/hover'],
  ['codeSignature', 'post', '/api/editor/signature'],
  ['orders', 'get', '/api/orders'],
  ['orders', 'get', '/api/deployments/{}/orders'],
  ['trades', 'get', '/api/trades'],
  ['trades', 'get', '/api/deployments/{}/trades'],
  ['seriesCheck', 'post', '/api/data/{}/verify'],
];

/** Every call of the API in the app: what its answer is held to be, and where it goes. */
function calls(): [name: string, method: string, address: string][] {
  const text = String.raw`(?:'(\/[^']*)'|\x60(\/[^\x60]*)\x60)`;
  const call = new RegExp(
    String.raw`\b(?:get\(\s*'(\w+)',|write\(\s*'(\w+)',\s*'(\w+)',|useKeyset\(\s*'(\w+)',\s*(?:\[[^\]]*\]|\w+),)\s*${text}`,
    'g',
  );
  return Object.values(sources).flatMap(source =>
    [...source.matchAll(call)].map(([, get, write, method, list, plain, template]): [string, string, string] => [
      get ?? write ?? list ?? '',
      (method ?? 'GET').toLowerCase(),
      (plain ?? template ?? '').replaceAll(/\$\{[^}]*\}/g, '{}').replace(/\?.*$/, ''),
    ]),
  );
}

/** What the server promises to answer there, by the route that fits best; an address with a word for a part may be of several. */
function promised(method: string, address: string): (Form | null)[] {
  const parts = address.split('/');
  const rated = Object.entries(description.paths).flatMap(([route, methods]) => {
    const steps = route.split('/');
    if (methods[method] === undefined || steps.length !== parts.length) return [];
    if (!steps.every((step, at) => step === parts[at] || parts[at] === '{}' || step.startsWith('{'))) return [];
    const same = steps.filter((step, at) => step === parts[at] || (parts[at] === '{}' && step.startsWith('{'))).length;
    return [{ same, responses: methods[method].responses }];
  });
  const best = Math.max(...rated.map(each => each.same));
  return rated
    .filter(each => each.same === best)
    .flatMap(({ responses }) =>
      Object.entries(responses)
        .filter(([status]) => status.startsWith('2'))
        .map(([, answer]) => Object.values(answer.content ?? {})[0]?.schema ?? null),
    );
}

const all = [...calls(), ...indirect];
/** What an answer as a whole is held to be; the others are parts of these. */
const whole = (Object.keys(schemas) as (keyof typeof schemas)[]).filter(
  name => name !== 'none' && all.some(([each]) => each === name),
);

describe('the API as the server describes it', () => {
  it('is called at addresses that are there', () => {
    expect(all.length).toBeGreaterThan(120);
    expect(whole.length).toBeGreaterThan(70);
    const lost = all.filter(([, method, address]) => promised(method, address).length === 0);
    expect(lost.map(([, method, address]) => `${method} ${address}`)).toEqual([]);
  });

  it.each(whole)('answers what %s expects', name => {
    const ours = z.toJSONSchema(schemas[name], { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Form;
    const mine = all.filter(([each]) => each === name);
    const wrong = mine.flatMap(([, method, address]) => {
      const tried = promised(method, address).map(theirs =>
        theirs === null ? ['nothing is answered'] : differences(ours, theirs, description.components.schemas),
      );
      const least = tried.toSorted((a, b) => a.length - b.length)[0] ?? ['there is no such route'];
      return least.map(line => `${method} ${address}: ${line}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe('a change of the server', () => {
  const ours = z.toJSONSchema(z.object({ id: z.number(), name: z.string(), mode: z.enum(['live', 'paper']) })) as Form;
  const field = (change: Record<string, Form>): Form => ({
    type: 'object',
    properties: { id: { type: 'integer' }, name: { type: 'string' }, mode: { type: 'string' }, ...change },
  });
  it.each([
    [
      'a field that is gone',
      { type: 'object', properties: { id: { type: 'integer' }, mode: {} } },
      'name is not there',
    ],
    ['another type', field({ id: { type: 'string' } }), 'id is string there, here number'],
    ['null', field({ name: { type: ['null', 'string'] } }), 'name is null there, here string'],
    ['a new word', field({ mode: { enum: ['live', 'paper', 'shadow'] } }), "mode may be 'shadow'"],
  ])('is noticed: %s', (_, theirs, line) => {
    expect(differences(ours, theirs as Form, {})).toEqual([line]);
  });
  it('that adds a field harms nobody', () => {
    expect(differences(ours, field({ more: { type: 'string' } }), {})).toEqual([]);
  });
});
