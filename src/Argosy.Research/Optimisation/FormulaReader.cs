using System.Globalization;
using Argosy.Core.Values;
using Argosy.Research.Metrics;

namespace Argosy.Research.Optimisation;

using Figure = Func<PerformanceMetrics, double>;

/// <summary>Reads a formula by descent: sums of products of powers of signed atoms.</summary>
sealed class FormulaReader(string text)
{
    const int DeepestBracket = 100;

    static readonly (string Name, int Arguments, Func<double, double, double> Of)[] Functions =
    [
        ("abs", 1, (a, _) => Math.Abs(a)),
        ("sqrt", 1, (a, _) => Math.Sqrt(a)),
        ("log", 1, (a, _) => Math.Log(a)),
        ("exp", 1, (a, _) => Math.Exp(a)),
        ("min", 2, Math.Min),
        ("max", 2, Math.Max),
    ];

    int _at;
    int _depth;
    Metric? _only;
    int _atoms;
    Error? _error;

    public Result<Formula> Read()
    {
        var figure = Sum();
        SkipBlanks();
        if (_error is null && _at < text.Length) Fail(_at, $"'{text[_at]}' is not expected here; expected an operator or the end");
        return _error is null ? new Formula(text.Trim(), _atoms == 1 ? _only : null, figure) : _error;
    }

    Figure Sum()
    {
        var left = Product();
        while (_error is null && Next('+', '-') is { } sign)
        {
            var (a, b) = (left, Product());
            _atoms++;
            left = sign == '+' ? m => a(m) + b(m) : m => a(m) - b(m);
        }
        return left;
    }

    Figure Product()
    {
        var left = Signed();
        while (_error is null && Next('*', '/') is { } sign)
        {
            var (a, b) = (left, Signed());
            _atoms++;
            left = sign == '*' ? m => a(m) * b(m) : m => a(m) / b(m);
        }
        return left;
    }

    Figure Signed()
    {
        if (Next('-', '+') is not { } sign) return Power();
        if (++_depth > DeepestBracket) return Fail(_at, "it is nested too deep");
        var of = Signed();
        _depth--;
        _atoms++;
        return sign == '-' ? m => -of(m) : of;
    }

    // Right to left, and its exponent may be negative: 2^-3.
    Figure Power()
    {
        var left = Atom();
        if (_error is not null || Next('^', '^') is null) return left;
        var right = Signed();
        _atoms++;
        return m => Math.Pow(left(m), right(m));
    }

    Figure Atom()
    {
        SkipBlanks();
        if (_at >= text.Length) return Fail(_at, "it ends where a number, a metric or '(' is expected");
        if (text[_at] == '(')
        {
            var open = _at++;
            if (++_depth > DeepestBracket) return Fail(open, "it is nested too deep");
            var inside = Sum();
            _depth--;
            return _error is not null || Next(')', ')') is not null ? inside : Fail(_at, $"a ')' is missing for the '(' at position {open + 1}");
        }
        if (char.IsAsciiDigit(text[_at]) || text[_at] == '.') return Number();
        return char.IsAsciiLetter(text[_at]) ? Name() : Fail(_at, $"'{text[_at]}' is not expected here; expected a number, a metric or '('");
    }

    Figure Number()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.' || IsExponent(start))) _at++;
        if (!double.TryParse(text.AsSpan(start, _at - start), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            return Fail(start, $"'{text[start.._at]}' is no number");
        }
        if (_at < text.Length && text[_at] == '%')
        {
            _at++;
            number /= 100;
        }
        _atoms++;
        return _ => number;
    }

    // 1e3, 1e-3: the letter, and a sign right behind it.
    bool IsExponent(int start) =>
        _at > start && (text[_at] is 'e' or 'E' || (text[_at] is '-' or '+' && text[_at - 1] is 'e' or 'E'));

    Figure Name()
    {
        var start = _at;
        while (_at < text.Length && char.IsAsciiLetterOrDigit(text[_at])) _at++;
        var name = text[start.._at];
        if (Next('(', '(') is not null) return Call(name, start);
        if (MetricTable.Find(name) is not { } metric)
        {
            var names = MetricTable.All.Select(m => m.Name);
            return Fail(start, $"'{name}' is no metric{Suggestion.Phrase(name, names)} (metrics: {string.Join(", ", names)})");
        }
        _only = metric;
        _atoms++;
        return m => ValueOf(metric, m);
    }

    Figure Call(string name, int start)
    {
        var index = Array.FindIndex(Functions, f => f.Name == name);
        if (index < 0) return Fail(start, $"'{name}' is no function; expected one of {string.Join(", ", Functions.Select(f => f.Name))}");
        var (_, arguments, of) = Functions[index];
        if (++_depth > DeepestBracket) return Fail(start, "it is nested too deep");
        var first = Sum();
        Figure second = _ => 0;
        if (arguments == 2 && _error is null)
        {
            if (Next(',', ',') is null) return Fail(_at, $"{name} takes two values; a ',' is expected");
            second = Sum();
        }
        _depth--;
        _atoms++;
        if (_error is null && Next(')', ')') is null) return Fail(_at, $"a ')' is missing after {name}(");
        return m => of(first(m), second(m));
    }

    static double ValueOf(Metric metric, PerformanceMetrics metrics)
    {
        var value = metric.Of(metrics);
        return value.Number ?? (value.Money is { } money ? Exact.ToStatistic(money) : double.NaN);
    }

    char? Next(char one, char other)
    {
        SkipBlanks();
        if (_error is not null || _at >= text.Length || (text[_at] != one && text[_at] != other)) return null;
        return text[_at++];
    }

    void SkipBlanks()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t') _at++;
    }

    Figure Fail(int at, string what)
    {
        _error ??= Error.BadInput($"formula '{text}', position {at + 1}: {what}");
        return _ => double.NaN;
    }
}
