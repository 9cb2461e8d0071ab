using System.Globalization;
using Argosy.Core.Values;

namespace Argosy.Research.Results;

/// <summary>Statistics as plain decimal text.</summary>
static class PlainText
{
    /// <summary>The shortest text that reads back as the same double, without an exponent (15 digits where that needs one).</summary>
    public static string Of(double value)
    {
        var text = (value + 0.0).ToString("R", CultureInfo.InvariantCulture);
        if (!text.Contains('E', StringComparison.Ordinal)) return text;
        return Math.Abs(value) < 1e28 ? Exact.Text((decimal)value) : value.ToString("F0", CultureInfo.InvariantCulture);
    }
}
