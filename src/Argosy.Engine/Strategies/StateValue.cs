using System.Globalization;
using System.Text;
using Argosy.Core.Values;

namespace Argosy.Engine.Strategies;

/// <summary>What a state may keep: null (a number that is not known), bool, long, double, decimal, string, double[], JSON as it was given.</summary>
static class StateValue
{
    /// <summary>The value as it is kept.</summary>
    public static object? Of<T>(string name, T value) => value switch
    {
        bool or long or decimal => value,
        int whole => (long)whole,
        double number => Finite(name, number),
        string text => text.Length <= StateBag.MostLength ? text : throw new ArgumentException($"state '{name}': a text has at most {StateBag.MostLength} characters, this one has {text.Length}"),
        double[] numbers => Copy(name, numbers),
        RawJson json => json.Text.Length <= StateBag.MostLength * 10 ? json : throw new ArgumentException($"state '{name}': JSON has at most {StateBag.MostLength * 10} characters, this one has {json.Text.Length}"),
        _ => throw new ArgumentException($"state '{name}': {value?.GetType().Name ?? "null"} cannot be kept; expected bool, int, long, double, decimal, string or double[]"),
    };

    /// <summary>A kept value as the type that is asked for.</summary>
    public static T As<T>(string name, object? kept)
    {
        if (kept is T same) return kept is double[] numbers ? (T)numbers.Clone() : same;
        try
        {
            object? value = kept switch
            {
                null when typeof(T) == typeof(double) => double.NaN,
                long whole when typeof(T) == typeof(int) => checked((int)whole),
                long whole when typeof(T) == typeof(double) => (double)whole,
                long whole when typeof(T) == typeof(decimal) => (decimal)whole,
                decimal exact when typeof(T) == typeof(double) => Exact.ToStatistic(exact),
                double number when typeof(T) == typeof(decimal) => (decimal)number,
                double number when typeof(T) == typeof(long) && number == Math.Truncate(number) => checked((long)number),
                decimal exact when typeof(T) == typeof(long) && exact == decimal.Truncate(exact) => (long)exact,
                _ => null,
            };
            if (value is T converted) return converted;
        }
        catch (OverflowException)
        {
            // Said below: too large for what was asked for.
        }
        throw new InvalidCastException($"state '{name}' holds {Kind(kept)}, not {typeof(T).Name}");
    }

    /// <summary>Whether two kept values are one.</summary>
    public static bool AreEqual(object? left, object? right) =>
        left is double[] first && right is double[] second ? first.AsSpan().SequenceEqual(second) : Equals(left, right);

    /// <summary>Kept values as a JSON object.</summary>
    public static string Json(SortedDictionary<string, object?> values)
    {
        var text = new StringBuilder("{");
        foreach (var (name, value) in values)
        {
            if (text.Length > 1) text.Append(',');
            Quote(text, name);
            text.Append(':');
            Write(text, value);
        }
        return text.Append('}').ToString();
    }

    /// <summary>One kept value as JSON.</summary>
    public static string Json(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    static object? Finite(string name, double number) =>
        double.IsNaN(number) ? null : double.IsFinite(number) ? number : throw new ArgumentException($"state '{name}': a number must be finite");

    static double[] Copy(string name, double[] numbers)
    {
        if (numbers.Length > StateBag.MostLength) throw new ArgumentException($"state '{name}': an array has at most {StateBag.MostLength} numbers, this one has {numbers.Length}");
        foreach (var number in numbers)
        {
            if (!double.IsFinite(number)) throw new ArgumentException($"state '{name}': every number of an array must be finite");
        }
        return [.. numbers];
    }

    static string Kind(object? kept) => kept switch
    {
        null => "a number that is not known",
        bool => "a truth value",
        string => "a text",
        double[] => "an array of numbers",
        RawJson => "JSON of another kind",
        _ => string.Create(CultureInfo.InvariantCulture, $"the number {kept}"),
    };

    static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case RawJson json:
                text.Append(json.Text);
                break;
            case string words:
                Quote(text, words);
                break;
            case double[] numbers:
                text.Append('[');
                for (var i = 0; i < numbers.Length; i++) text.Append(i > 0 ? "," : "").Append(numbers[i].ToString("R", CultureInfo.InvariantCulture));
                text.Append(']');
                break;
            case double number:
                text.Append(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            default:
                text.Append(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
        }
    }

    // Half a pair is no text that any encoding can hold.
    static void Quote(StringBuilder text, string words)
    {
        text.Append('"');
        for (var i = 0; i < words.Length; i++)
        {
            var c = words[i];
            var isPair = char.IsHighSurrogate(c) && i + 1 < words.Length && char.IsLowSurrogate(words[i + 1]);
            if (isPair) text.Append(c).Append(words[++i]);
            else if (char.IsSurrogate(c)) text.Append('\uFFFD');
            else if (c is '"' or '\\') text.Append('\\').Append(c);
            else if (c < ' ') text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else text.Append(c);
        }
        text.Append('"');
    }
}

/// <summary>A value that was given as JSON.</summary>
sealed record RawJson(string Text);
