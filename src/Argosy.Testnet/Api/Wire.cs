using System.Globalization;

namespace Argosy.Testnet.Api;

/// <summary>How numbers are written in answers.</summary>
internal static class Wire
{
    /// <summary>A decimal with eight places, as spot writes all of them.</summary>
    public static string Fixed(decimal value) => value.ToString("F8", CultureInfo.InvariantCulture);

    /// <summary>A decimal from text, exact; null where it is none.</summary>
    public static decimal? Read(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) ? value : null;
}
