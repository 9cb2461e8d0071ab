/** A part of a JSON schema, as OpenAPI and zod both write it. */
export interface Form {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Form>;
  required?: string[];
  additionalProperties?: Form | boolean;
  items?: Form;
  anyOf?: Form[];
  oneOf?: Form[];
}

/**
 * Where the form the pages count on (`ours`) and the one the server promises (`theirs`) part, one line each: a field
 * that the server has not, another type, null where the page has none, a word the page does not know.
 */
export function differences(ours: Form, theirs: Form, named: Record<string, Form>, at = ''): string[] {
  const [mine, yours] = [alternatives(ours, {}), alternatives(theirs, named)];
  // Whatever comes is taken, or nothing is promised.
  if (mine.some(isAnything) || yours.some(isAnything)) return [];
  const here = at === '' ? 'it' : at;
  return yours.flatMap(their => {
    const tried = mine.map(my => compare(my, their, named, at, here));
    return tried.find(wrong => wrong.length === 0) ?? tried.find(isDeep) ?? tried[0] ?? [];
  });
}

const isDeep = (wrong: string[]): boolean => !wrong.some(line => line.includes(', here '));

const isAnything = (form: Form): boolean => Object.keys(form).every(key => ['description', '$schema'].includes(key));

/** A form as the plain forms it may be: references followed, `null` by itself. */
function alternatives(form: Form, named: Record<string, Form>): Form[] {
  if (form.$ref !== undefined) {
    const name = form.$ref.split('/').at(-1) ?? '';
    const found = named[name];
    if (found === undefined) throw new Error(`the description has no form ${name}`);
    return alternatives(found, named);
  }
  const several = form.anyOf ?? form.oneOf;
  if (several !== undefined) return several.flatMap(each => alternatives(each, named));
  if (Array.isArray(form.type)) return form.type.map(type => ({ ...form, type }));
  return [form];
}

/** A decimal is text on the wire, whatever the description calls it. */
const typeOf = (form: Form): string => {
  if (form.format === 'decimal') return 'string';
  if (form.type === 'integer') return 'number';
  if (typeof form.type === 'string') return form.type;
  const words = form.enum ?? (form.const === undefined ? [] : [form.const]);
  return words.length > 0 ? typeof words[0] : 'object';
};

function compare(mine: Form, their: Form, named: Record<string, Form>, at: string, here: string): string[] {
  const [my, its] = [typeOf(mine), typeOf(their)];
  if (my !== its) return [`${here} is ${its} there, here ${my}`];
  if (my === 'array') return differences(mine.items ?? {}, their.items ?? {}, named, `${at}[]`);
  if (my === 'object') return fields(mine, their, named, at);
  const known = mine.enum ?? (mine.const === undefined ? null : [mine.const]);
  const words = their.enum ?? (their.const === undefined ? [] : [their.const]);
  return known === null
    ? []
    : words.filter(word => !known.includes(word)).map(word => `${here} may be '${String(word)}'`);
}

function fields(mine: Form, their: Form, named: Record<string, Form>, at: string): string[] {
  const wrong = Object.entries(mine.properties ?? {}).flatMap(([name, form]) => {
    const path = at === '' ? name : `${at}.${name}`;
    const there = their.properties?.[name] ?? their.additionalProperties;
    if (there === undefined || there === false) return [`${path} is not there`];
    return there === true ? [] : differences(form, there, named, path);
  });
  const [mineAny, theirAny] = [mine.additionalProperties, their.additionalProperties];
  if (typeof mineAny === 'object' && typeof theirAny === 'object')
    wrong.push(...differences(mineAny, theirAny, named, `${at}{}`));
  return wrong;
}
