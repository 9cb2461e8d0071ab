import type { Parameter } from '@/api/bots';

type Literal = string | number | boolean | null | Literal[] | { [name: string]: Literal };

/**
 * The parameters a TypeScript bot declares by `export const parameters = { … }`, read without running it: only literals
 * are understood. Null where there is something else; the run itself says what it really is.
 */
export function readParameters(text: string): Parameter[] | null {
  const code = withoutComments(text);
  const found = /(?:^|\n)\s*(?:export\s+)?(?:const|let|var)\s+parameters\b[^=\n]*=\s*/.exec(code);
  if (found === null) return [];
  const value = new Reader(code, found.index + found[0].length).read();
  if (value === undefined || value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  return Object.entries(value).map(([name, terms]) => toParameter(name, terms));
}

const numberOf = (value: Literal | undefined): number | null => (typeof value === 'number' ? value : null);

function toParameter(name: string, terms: Literal): Parameter {
  const said = typeof terms === 'object' && terms !== null && !Array.isArray(terms) ? terms : { default: terms };
  const choices = Array.isArray(said.choices) ? said.choices.map(String) : [];
  const first = said.default;
  const numbers = [first, said.min, said.max, said.step].filter(it => typeof it === 'number');
  const whole = said.whole !== false && numbers.every(it => Number.isInteger(it));
  const type =
    choices.length > 0
      ? 'choice'
      : typeof first === 'number'
        ? whole
          ? 'whole-number'
          : 'number'
        : typeof first === 'boolean'
          ? 'flag'
          : 'text';
  return {
    name,
    type,
    default: first === undefined || first === null ? null : String(first),
    min: numberOf(said.min),
    max: numberOf(said.max),
    choices,
    unit: typeof said.unit === 'string' ? said.unit : '',
    help: typeof said.help === 'string' ? said.help : '',
  };
}

/** Comments become blanks, so that places stay. */
function withoutComments(text: string): string {
  return text.replaceAll(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (all, kept) => (kept === undefined ? ' '.repeat(all.length) : (all as string)),
  );
}

/** Reads one literal of JavaScript; undefined where something else stands. */
class Reader {
  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  read(): Literal | undefined {
    this.skip();
    const sign = this.text[this.at];
    if (sign === '{') return this.readObject();
    if (sign === '[') return this.readArray();
    if (sign === '"' || sign === "'" || sign === '`') return this.readText();
    const word = this.take(/[-+]?[\w.]+/y);
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    const number = Number(word?.replaceAll('_', ''));
    return word === undefined || Number.isNaN(number) ? undefined : number;
  }

  private readObject(): Literal | undefined {
    const result: { [name: string]: Literal } = {};
    this.at++;
    for (;;) {
      this.skip();
      if (this.eat('}')) return result;
      const quote = this.text[this.at];
      const name = quote === '"' || quote === "'" ? this.readText() : this.take(/[\p{L}_$][\p{L}\p{N}_$]*/uy);
      this.skip();
      if (typeof name !== 'string' || !this.eat(':')) return undefined;
      const value = this.read();
      if (value === undefined || !this.endsItem('}')) return undefined;
      result[name] = value;
    }
  }

  private readArray(): Literal | undefined {
    const result: Literal[] = [];
    this.at++;
    for (;;) {
      this.skip();
      if (this.eat(']')) return result;
      const value = this.read();
      if (value === undefined || !this.endsItem(']')) return undefined;
      result.push(value);
    }
  }

  private readText(): string | undefined {
    const found = this.take(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.)*`/y);
    return found?.slice(1, -1).replaceAll(/\\(.)/g, '$1');
  }

  /** A comma, or the end of the list ahead. */
  private endsItem(end: string): boolean {
    this.skip();
    return this.eat(',') || this.text[this.at] === end;
  }

  private eat(sign: string): boolean {
    if (this.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  private skip(): void {
    this.take(/\s+/y);
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}
