import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ConfigForm, helpAt, offers, pathTo } from './yamlHelp';

const schema = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../../docs/reference/argosy.schema.json'), 'utf8'),
) as ConfigForm;

/** The place of the bar in a text, and the text without it. */
function place(text: string): [lines: string[], at: number, column: number] {
  const lines = text.split('\n');
  const at = lines.findIndex(line => line.includes('|'));
  const column = (lines[at] ?? '').indexOf('|');
  lines[at] = (lines[at] ?? '').replace('|', '');
  return [lines, at, column];
}
const labels = (text: string) => offers(schema, ...place(text)).map(offer => offer.label);

describe('where a place is', () => {
  it.each([
    ['|', []],
    ['strategy:\n  |', ['strategy']],
    ['strategy:\n  name: x\n|', []],
    ['strategy:\n  name: x\n  |', ['strategy']],
    ['exits:\n  - |', ['exits', null]],
    ['exits:\n- |', ['exits', null]],
    ['exits:\n  - stop:\n      |', ['exits', null, 'stop']],
    ['# note\nrun:\n\n  # more\n  na|', ['run']],
  ])('%j', (text, expected) => expect(pathTo(...place(text))).toEqual(expected));
});

describe('what is offered', () => {
  it('is every part of a configuration at its top, but for those that are there', () => {
    expect(labels('|')).toEqual(Object.keys(schema.properties ?? {}));
    const rest = labels('name: x\nstr|\nsize: all');
    expect(rest).toContain('strategy');
    expect(rest).not.toContain('name');
    expect(rest).not.toContain('size');
  });
  it('is what belongs to the part one is in', () => {
    expect(labels('strategy:\n  |')).toContain('name');
    expect(labels('strategy:\n  |')).not.toContain('guards');
    expect(labels('exits:\n  - |')).toContain('stop');
    expect(labels('guards:\n  - |')).toContain('cooldown');
  });
  it('is a key with its colon', () => {
    expect(offers(schema, ...place('siz|'))).toContainEqual(
      expect.objectContaining({ label: 'size', insert: 'size: ', kind: 'key' }),
    );
  });
  it('is the words a value may be, and nothing inside a comment or a free text', () => {
    const words: ConfigForm = { properties: { mode: { enum: ['live', 'paper'] }, on: { type: 'boolean' } } };
    expect(offers(words, ...place('mode: |')).map(it => it.label)).toEqual(['live', 'paper']);
    expect(offers(words, ...place('on: |')).map(it => it.label)).toEqual(['true', 'false']);
    expect(labels('# si|')).toEqual([]);
    expect(labels('name: a b |')).toEqual([]);
  });
});

describe('help', () => {
  it('is what the reference says of the key one points at', () => {
    expect(helpAt(schema, ...place('si|ze: all'))).toBe(schema.properties?.size?.description);
    expect(helpAt(schema, ...place('size: a|ll'))).toBeNull();
    expect(helpAt(schema, ...place('nonsen|se: 1'))).toBeNull();
  });
});
