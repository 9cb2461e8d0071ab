/** A part of the configuration's schema: docs/reference/argosy.schema.json. */
export interface ConfigForm {
  description?: string;
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, ConfigForm>;
  additionalProperties?: boolean | ConfigForm;
  items?: ConfigForm;
  anyOf?: ConfigForm[];
}

export interface Offer {
  label: string;
  /** What is put in its place: a key with its colon, and a new line where an object or list follows. */
  insert: string;
  help: string;
  kind: 'key' | 'value';
}

interface Line {
  indent: number;
  /** Signs of list items before the key: `- ` counts as two columns of depth. */
  key: string | null;
  isItem: boolean;
}

const shape = /^(?<space> *)(?<dash>(?:- +)*)(?:(?<key>[\w.-]+|"[^"]*"|'[^']*') *:(?= |$))?/;

function read(text: string): Line | null {
  if (/^\s*(#|$)/.test(text)) return null;
  const found = shape.exec(text)?.groups ?? {};
  const [space, dash] = [found.space ?? '', found.dash ?? ''];
  return {
    indent: space.length + dash.length,
    key: found.key?.replaceAll(/^["']|["']$/g, '') ?? null,
    isItem: dash !== '' || /^ *-$/.test(text),
  };
}

/** The keys that lead to a place, outermost first; null stands for an item of a list. */
export function pathTo(lines: readonly string[], at: number, column: number): (string | null)[] {
  const own = read(lines[at] ?? '');
  let depth = own?.isItem ? own.indent : (lines[at] ?? '').trim() === '' ? column : (own?.indent ?? column);
  const path: (string | null)[] = [];
  // On its own line, too, a dash begins an item, which lies one step further in than the key above it.
  if (own?.isItem) {
    path.unshift(null);
    depth = (lines[at] ?? '').search(/\S/) + 0.5;
  }
  for (let above = at - 1; above >= 0; above--) {
    const line = read(lines[above] ?? '');
    if (line === null) continue;
    const start = (lines[above] ?? '').search(/\S/);
    if (line.key !== null && line.indent < depth && (line.indent < Math.floor(depth) || !line.isItem)) {
      path.unshift(line.key);
      depth = line.indent;
    }
    if (line.isItem && start < depth) {
      path.unshift(null);
      depth = start + 0.5;
    }
    if (depth <= 0) break;
  }
  return path;
}

/** All the forms a part may have. */
const forms = (form: ConfigForm): ConfigForm[] => [form, ...(form.anyOf ?? []).flatMap(forms)];

/** What may stand at the end of a path. */
export function formsAt(schema: ConfigForm, path: readonly (string | null)[]): ConfigForm[] {
  return path.reduce<ConfigForm[]>(
    (found, step) =>
      found.flatMap(form => {
        if (step === null) return form.items === undefined ? [] : forms(form.items);
        const next = form.properties?.[step] ?? form.additionalProperties;
        return typeof next === 'object' ? forms(next) : [];
      }),
    forms(schema),
  );
}

const isNested = (form: ConfigForm): boolean =>
  forms(form).every(it => it.anyOf !== undefined || it.properties !== undefined);

/** What may be written at a place: keys of the part it is in, or values of the key before it. */
export function offers(schema: ConfigForm, lines: readonly string[], at: number, column: number): Offer[] {
  const line = (lines[at] ?? '').slice(0, column);
  const value = /^ *(?:- +)*(?<key>[\w.-]+) *: +(?<typed>\S*)$/.exec(line)?.groups;
  const path = pathTo(lines, at, column);
  if (value !== undefined) {
    const found = formsAt(schema, [...path, value.key ?? '']);
    return wordsOf(found).map(word => ({
      label: word,
      insert: word,
      help: found[0]?.description ?? '',
      kind: 'value',
    }));
  }
  if (!/^ *(?:- *)*[\w.-]*$/.test(line)) return [];
  const here = formsAt(schema, path);
  const taken = siblings(lines, at, column);
  const keys = here
    .flatMap(form => Object.entries(form.properties ?? {}))
    .filter(([key], index, all) => all.findIndex(([other]) => other === key) === index && !taken.has(key))
    .map(([key, form]): Offer => ({
      label: key,
      insert: isNested(form) ? `${key}:\n${' '.repeat(indentOf(lines[at] ?? '', column) + 2)}` : `${key}: `,
      help: form.description ?? '',
      kind: 'key',
    }));
  const isInItem = path.at(-1) === null;
  const words = isInItem ? wordsOf(here) : [];
  return [...keys, ...words.map((word): Offer => ({ label: word, insert: word, help: '', kind: 'value' }))];
}

const indentOf = (line: string, column: number): number => (line.trim() === '' ? column : (read(line)?.indent ?? 0));

const wordsOf = (found: ConfigForm[]): string[] => [
  ...new Set(
    found.flatMap(form => [
      ...(form.enum ?? []).map(String),
      ...(form.type === 'boolean' || (Array.isArray(form.type) && form.type.includes('boolean'))
        ? ['true', 'false']
        : []),
    ]),
  ),
];

/** Keys that the same part has already. */
function siblings(lines: readonly string[], at: number, column: number): Set<string> {
  const depth = indentOf(lines[at] ?? '', column);
  const taken = new Set<string>();
  for (const step of [-1, 1]) {
    for (let other = at + step; other >= 0 && other < lines.length; other += step) {
      const line = read(lines[other] ?? '');
      if (line === null) continue;
      if (line.indent < depth) break;
      if (line.indent === depth && line.key !== null) taken.add(line.key);
      // A dash begins the item: above it is another one.
      if (line.isItem && (step === 1 || line.indent === depth)) break;
    }
    if (step === -1 && (read(lines[at] ?? '')?.isItem ?? false)) taken.clear();
  }
  return taken;
}

/** What a key means, where the place is on one. */
export function helpAt(schema: ConfigForm, lines: readonly string[], at: number, column: number): string | null {
  const line = lines[at] ?? '';
  const key = read(line)?.key ?? null;
  const [from, to] = [line.indexOf(key ?? ''), line.indexOf(':')];
  if (key === null || column < from || column > to) return null;
  const found = formsAt(schema, [...pathTo(lines, at, column), key]);
  const words = wordsOf(found);
  const help = found.find(form => form.description !== undefined)?.description ?? '';
  return [help, words.length > 0 ? `One of ${words.join(', ')}` : ''].filter(part => part !== '').join('\n\n') || null;
}
