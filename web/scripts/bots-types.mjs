// Reads the declarations that tsc emits of the bot API's types: interfaces with documented members, and aliases.

/** Every documented type in order: { name, kind, doc, signature, members }. */
export function parse(text) {
  const lines = text.split('\n');
  const types = [];
  let doc = '';
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i].trim();
    if (line.startsWith('/**')) [doc, i] = comment(lines, i);
    else if (line.startsWith('export interface ')) {
      const [, name, bases] = /^export interface (\w+)(?: extends (.*?))? \{$/.exec(line);
      const [members, end] = membersOf(lines, i + 1, name);
      types.push({ name, kind: 'interface', ...read(doc), bases: bases?.split(', ') ?? [], members });
      [doc, i] = ['', end];
    } else if (line.startsWith('export type ')) {
      const [whole, end] = statement(lines, i);
      types.push({
        name: /^export type (\w+)/.exec(whole)[1],
        kind: 'alias',
        ...read(doc),
        signature: whole.replace(/^export /, ''),
        members: [],
      });
      [doc, i] = ['', end];
    } else if (line !== '' && line !== 'export {};') throw new Error(`cannot read the declaration: ${line}`);
  }
  return types;
}

function membersOf(lines, from, owner) {
  const members = [];
  let doc = '';
  for (let i = from; ; i++) {
    const line = lines[i].trim();
    if (line === '}') return [members, i];
    if (line.startsWith('/**')) {
      [doc, i] = comment(lines, i);
      continue;
    }
    const [whole, end] = statement(lines, i);
    const name = /^(?:readonly )?(\w+)/.exec(whole)[1];
    if (doc === '') throw new Error(`${owner}.${name} has no comment`);
    members.push({
      name,
      isMethod: new RegExp(`^${name}\\??\\(`).test(whole),
      isOptional: new RegExp(`^(?:readonly )?${name}\\?`).test(whole),
      signature: whole.replace(/;$/, ''),
      ...read(doc),
    });
    [doc, i] = ['', end];
  }
}

/** One declaration, over its lines to the semicolon outside of brackets. */
function statement(lines, from) {
  let whole = '';
  for (let i = from; ; i++) {
    whole += (whole === '' ? '' : ' ') + lines[i].trim();
    const depth = [...whole].reduce(
      (sum, letter) => sum + ('{[('.includes(letter) ? 1 : '}])'.includes(letter) ? -1 : 0),
      0,
    );
    if (depth === 0 && whole.endsWith(';')) return [whole, i];
  }
}

function comment(lines, from) {
  let end = from;
  while (!lines[end].includes('*/')) end++;
  const inside = lines
    .slice(from, end + 1)
    .join('\n')
    .replace(/^\s*\/\*\*/, '')
    .replace(/\*\/\s*$/, '');
  return [
    inside
      .split('\n')
      .map(line => line.replace(/^\s*\* ?/, ''))
      .join('\n')
      .trim(),
    end,
  ];
}

/** A comment's text, parameters, returned value and example. */
function read(doc) {
  const [text, ...tags] = doc.split(/^@/m);
  const parameters = [];
  let [returns, example] = ['', ''];
  for (const tag of tags) {
    const [, name, rest] = /^(\w+)\s?([\s\S]*)$/.exec(tag);
    if (name === 'param') {
      const [, parameter, meaning] = /^(\w+) ([\s\S]*)$/.exec(rest.trim());
      parameters.push({ name: parameter, text: meaning.trim() });
    } else if (name === 'returns') returns = rest.trim();
    else if (name === 'example') example = rest.trim();
    else throw new Error(`what is the tag @${name}?`);
  }
  return { text: text.trim(), parameters, returns, example };
}
