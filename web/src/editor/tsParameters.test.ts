import { describe, expect, it } from 'vitest';
import { readParameters } from './tsParameters';

describe('parameters of a bot in TypeScript', () => {
  it('are read from its text', () => {
    const found = readParameters(`// parameters = nothing
      export const parameters: BotParameters = {
        fast: { default: 14, min: 1, max: 1_000, help: 'length, {of} it', unit: 'bars' }, // the fast one
        ratio: { default: 0.5, min: 0 },
        'with-name': true,
        style: { default: 'oco', choices: ['oco', "entry"] },
        loose: { default: 3, whole: false },
      };
      export function onData(input: BotInput) {}`);
    expect(found?.map(it => [it.name, it.type, it.default])).toEqual([
      ['fast', 'whole-number', '14'],
      ['ratio', 'number', '0.5'],
      ['with-name', 'flag', 'true'],
      ['style', 'choice', 'oco'],
      ['loose', 'number', '3'],
    ]);
    expect(found?.[0]).toMatchObject({ min: 1, max: 1000, help: 'length, {of} it', unit: 'bars' });
    expect(found?.[3]?.choices).toEqual(['oco', 'entry']);
  });

  it('are none where it declares none, and not known where they are no literals', () => {
    expect(readParameters('function onData(input) {}')).toEqual([]);
    expect(readParameters('export const parameters = make();')).toBeNull();
    expect(readParameters('export const parameters = { fast: { default: base * 2 } };')).toBeNull();
    expect(readParameters('export const parameters = { fast: 12')).toBeNull();
  });
});
