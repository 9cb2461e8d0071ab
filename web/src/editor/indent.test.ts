import { describe, expect, it } from 'vitest';
import { indentCSharp } from './indent';

describe('indentation of C#', () => {
  it('follows the brackets, and only moves the beginnings of lines', () => {
    const before = [
      'public sealed class A(int fast) : IStrategy',
      '{',
      'readonly Sma  _fast = new(fast);   ',
      '      public void OnBar(in Bar bar, StrategyContext context)',
      '{',
      'if (bar.Close > 1) {',
      'context.Target(Direction.Long); // { not a bracket',
      '}',
      'var c = \'{\'; var s = "}\\"}";',
      '}',
      '}',
      '',
      '',
    ].join('\n');
    expect(indentCSharp(before)).toBe(
      [
        'public sealed class A(int fast) : IStrategy',
        '{',
        '    readonly Sma  _fast = new(fast);',
        '    public void OnBar(in Bar bar, StrategyContext context)',
        '    {',
        '        if (bar.Close > 1) {',
        '            context.Target(Direction.Long); // { not a bracket',
        '        }',
        '        var c = \'{\'; var s = "}\\"}";',
        '    }',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('leaves text of several lines as it is', () => {
    const before = 'var a = """\n   { kept\n  """;\n/* kept {\n      too */\nvar b = 1;\n';
    expect(indentCSharp(before)).toBe(before);
  });

  it('indents what goes on', () => {
    expect(indentCSharp('var a =\n1 +\n2;\nvar b = 3;\n')).toBe('var a =\n    1 +\n    2;\nvar b = 3;\n');
    expect(indentCSharp('switch (x)\n{\ncase 1:\nbreak;\n}\n')).toBe('switch (x)\n{\n    case 1:\n    break;\n}\n');
  });

  it('changes nothing the second time', () => {
    const once = indentCSharp('class A\n{\nint[] _a = [\n1,\n2,\n];\nint B => _a\n.Length;\n}');
    expect(indentCSharp(once)).toBe(once);
  });
});
