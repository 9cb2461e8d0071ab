namespace Argosy.Research.Reports;

/// <summary>A column of decimals for drawing: whole numbers of 10^−<see cref="Scale"/>, packed.</summary>
/// <param name="Scale">Decimal places kept; below 0 where the values are huge.</param>
/// <param name="Data">The whole numbers as <see cref="PackedNumbers"/> writes them.</param>
public sealed record PackedSeries(int Scale, string Data)
{
    const int MostDecimals = 12;

    /// <summary>Packs finite values with at least <paramref name="digits"/> significant digits of the greatest.</summary>
    public static PackedSeries Of(ReadOnlySpan<double> values, int digits = 10)
    {
        var greatest = 0.0;
        foreach (var value in values) greatest = Math.Max(greatest, Math.Abs(value));
        var before = greatest > 0 ? (int)Math.Floor(Math.Log10(greatest)) + 1 : 1;
        return At(values, Math.Min(MostDecimals, digits - before));
    }

    /// <summary>Packs finite values to so many decimal places, fewer where they would not fit.</summary>
    public static PackedSeries At(ReadOnlySpan<double> values, int scale)
    {
        var greatest = 0.0;
        foreach (var value in values) greatest = Math.Max(greatest, Math.Abs(value));
        while (greatest * Math.Pow(10, scale) >= PackedNumbers.Limit) scale--;
        var units = new long[values.Length];
        var factor = Math.Pow(10, Math.Abs(scale));
        for (var i = 0; i < units.Length; i++) units[i] = (long)Math.Round(scale >= 0 ? values[i] * factor : values[i] / factor);
        return new PackedSeries(scale, PackedNumbers.Pack(units));
    }

    /// <summary>The values again, to the kept places.</summary>
    public double[] Read()
    {
        var factor = Math.Pow(10, Math.Abs(Scale));
        return [.. PackedNumbers.Unpack(Data).Select(unit => Scale >= 0 ? unit / factor : unit * factor)];
    }
}
