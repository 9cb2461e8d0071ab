using System.Globalization;

namespace Argosy.Research.Reports;

/// <summary>A parameter's text as a number, where it is one.</summary>
static class ParameterNumber
{
    /// <summary>The number, a percentage as its ratio; null for a word.</summary>
    public static double? Of(string text)
    {
        var percent = text.EndsWith('%');
        return double.TryParse(percent ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? percent ? value / 100 : value
            : null;
    }
}
