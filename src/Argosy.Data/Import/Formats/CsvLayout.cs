namespace Argosy.Data.Import.Formats;

/// <summary>Where a CSV keeps what: 0-based column indices, −1 for a column that is not there.</summary>
internal sealed record CsvLayout
{
    public required int Time { get; init; }
    public required int Open { get; init; }
    public required int High { get; init; }
    public required int Low { get; init; }
    public required int Close { get; init; }
    public int Volume { get; init; } = -1;

    /// <summary>A second volume column: one of the two is in the quote asset, told apart row by row.</summary>
    public int OtherVolume { get; init; } = -1;

    /// <summary>Distance from a bid column to its ask column: prices are the middle of both; 0 for plain candles.</summary>
    public int AskDistance { get; init; }

    public char Separator { get; init; } = ',';

    /// <summary>Lines before the first row.</summary>
    public int HeaderLines { get; init; }

    /// <summary>Midnight to which times in ms since midnight are added, Unix ms; null where times are whole.</summary>
    public long? Midnight { get; init; }

    /// <summary>Column names for messages, lower case; may be empty.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Columns a row must have.</summary>
    public int Width => 1 + Math.Max(Math.Max(Math.Max(Time, Open), Math.Max(High, Low)), Math.Max(Math.Max(Close, Close + AskDistance), Math.Max(Volume, OtherVolume)));
}
