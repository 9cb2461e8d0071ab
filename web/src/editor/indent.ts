/** Where a scan of C# stands when a line ends. */
type Inside = 'code' | 'comment' | 'verbatim' | 'raw';

interface Scan {
  inside: Inside;
  /** Quotes that end a raw string. */
  quotes: number;
  /** How many brackets are open. */
  depth: number;
}

/**
 * C# with each line indented by the brackets open around it, without blanks at the ends of lines. Lines inside comments
 * and strings of several lines stay as they are; so does everything between the first and the last sign of a line.
 */
export function indentCSharp(text: string, size = 4): string {
  let scan: Scan = { inside: 'code', quotes: 0, depth: 0 };
  let continues = false;
  const lines = text.split('\n').map(line => {
    if (scan.inside !== 'code') {
      scan = scanLine(line, scan);
      continues = false;
      return scan.inside === 'code' ? line.trimEnd() : line;
    }
    const bare = line.trim();
    if (bare === '') return '';
    const closers = /^[)\]}]+/.exec(bare)?.[0].length ?? 0;
    const directive = bare.startsWith('#');
    const depth = directive ? 0 : Math.max(0, scan.depth - closers + (continues && !/^[{}]/.test(bare) ? 1 : 0));
    scan = scanLine(bare, scan);
    if (!directive) continues = goesOn(bare, scan, continues);
    return ' '.repeat(depth * size) + bare;
  });
  return `${lines.join('\n').trimEnd()}\n`;
}

/** Whether the next line belongs to this one: it ends in an operator or an arrow, or only begins a declaration. */
function goesOn(line: string, scan: Scan, before: boolean): boolean {
  if (scan.inside !== 'code') return false;
  const code = line.replace(/\/\/.*$/, '').trimEnd();
  if (code === '') return before;
  return (
    /(=>|[=+\-*/%&|^?:<]|\b(return|and|or|not|is|as|new|where))$/.test(code) && !/(case .*|default|\w+):$/.test(code)
  );
}

function scanLine(line: string, from: Scan): Scan {
  let { inside, quotes, depth } = from;
  for (let at = 0; at < line.length; at++) {
    const rest = line.slice(at);
    if (inside === 'comment') {
      if (rest.startsWith('*/')) [inside, at] = ['code', at + 1];
    } else if (inside === 'raw') {
      const run = /^"+/.exec(rest)?.[0].length ?? 0;
      if (run >= quotes) inside = 'code';
      at += Math.max(0, run - 1);
    } else if (inside === 'verbatim') {
      if (rest.startsWith('""')) at++;
      else if (rest.startsWith('"')) inside = 'code';
    } else if (rest.startsWith('//')) break;
    else if (rest.startsWith('/*')) [inside, at] = ['comment', at + 1];
    else if (/^\$*"""/.test(rest)) {
      const opening = /^\$*("+)/.exec(rest) as RegExpExecArray;
      [inside, quotes] = ['raw', (opening[1] as string).length];
      at += opening[0].length - 1;
    } else if (/^(\$@|@\$|@)"/.test(rest)) [inside, at] = ['verbatim', at + rest.indexOf('"')];
    else if (rest.startsWith('"') || rest.startsWith("'")) {
      const literal = /^(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)/.exec(rest);
      at += Math.max(1, literal?.[0].length ?? 1) - 1;
    } else if (/^[([{]/.test(rest)) depth++;
    else if (/^[)\]}]/.test(rest)) depth = Math.max(0, depth - 1);
  }
  return { inside, quotes, depth };
}
