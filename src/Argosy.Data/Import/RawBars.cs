namespace Argosy.Data.Import;

/// <summary>Rows as they were read: every number with its own decimals, in the order of the files.</summary>
internal sealed class RawBars
{
    /// <summary>Open times, Unix ms.</summary>
    public long[] Times = [];

    int[]? _order;

    /// <summary>Four price columns in the order open, high, low, close.</summary>
    public readonly long[][] Prices = [[], [], [], []];

    /// <summary>Decimals of each price.</summary>
    public readonly byte[][] PriceDecimals = [[], [], [], []];

    /// <summary>Volumes.</summary>
    public long[] Volumes = [];

    /// <summary>Decimals of each volume.</summary>
    public byte[] VolumeDecimals = [];

    /// <summary>Line, or entry, of each row in its file.</summary>
    public int[] Lines = [];

    /// <summary>First row of each file.</summary>
    public readonly List<(int Row, SourceFile Source)> Files = [];

    /// <summary>Rows.</summary>
    public int Count { get; private set; }

    /// <summary>Prices of more than 15 significant digits.</summary>
    public int Rounded { get; set; }

    /// <summary>Volumes that lost digits.</summary>
    public int VolumesRounded { get; set; }

    /// <summary>Makes room for at least one more row, and for <paramref name="expected"/> rows when that is more.</summary>
    public void Reserve(long expected)
    {
        if (Count < Times.Length && Count + expected <= Times.Length) return;
        var size = (int)Math.Min(Array.MaxLength, Math.Max(Math.Max(256, Count + expected), Count + (Count / 2L) + 1));
        Array.Resize(ref Times, size);
        Array.Resize(ref Volumes, size);
        Array.Resize(ref VolumeDecimals, size);
        Array.Resize(ref Lines, size);
        for (var c = 0; c < 4; c++)
        {
            Array.Resize(ref Prices[c], size);
            Array.Resize(ref PriceDecimals[c], size);
        }
    }

    /// <summary>Index of a new row for the caller to fill.</summary>
    public int Next(int line)
    {
        if (Count == Times.Length) Reserve(1);
        Lines[Count] = line;
        return Count++;
    }

    /// <summary>Where row <paramref name="row"/> stood: its file and line.</summary>
    public (SourceFile Source, int Line) Origin(int row)
    {
        if (_order is not null) row = _order[row];
        var file = Files.Count - 1;
        while (file > 0 && Files[file].Row > row) file--;
        return (Files[file].Source, Lines[row]);
    }

    /// <summary>A price as a double, for comparisons between candidates of a layout.</summary>
    public double Price(int column, int row) => Prices[column][row] / Math.Pow(10, PriceDecimals[column][row]);

    /// <summary>Exchanges two price columns from <paramref name="firstRow"/> on.</summary>
    public void Swap(int one, int other, int firstRow)
    {
        for (var row = firstRow; row < Count; row++)
        {
            (Prices[one][row], Prices[other][row]) = (Prices[other][row], Prices[one][row]);
            (PriceDecimals[one][row], PriceDecimals[other][row]) = (PriceDecimals[other][row], PriceDecimals[one][row]);
        }
    }

    /// <summary>Rows in the order of <paramref name="rows"/>, the rest dropped.</summary>
    public void Select(int[] rows, int count)
    {
        _order = rows;
        Times = Pick(Times, rows, count);
        Volumes = Pick(Volumes, rows, count);
        VolumeDecimals = Pick(VolumeDecimals, rows, count);
        for (var c = 0; c < 4; c++)
        {
            Prices[c] = Pick(Prices[c], rows, count);
            PriceDecimals[c] = Pick(PriceDecimals[c], rows, count);
        }
        Count = count;
    }

    static T[] Pick<T>(T[] column, int[] rows, int count)
    {
        var picked = GC.AllocateUninitializedArray<T>(count);
        for (var i = 0; i < count; i++) picked[i] = column[rows[i]];
        return picked;
    }
}
