namespace Argosy.Data.Import;

/// <summary>Public trades as they were read, in the order of the files.</summary>
internal sealed class RawTrades
{
    /// <summary>One trade; its id is 0 where the source has none.</summary>
    internal readonly record struct Trade(long Time, long Price, byte PriceDecimals, long Quantity, byte QuantityDecimals, long Id);

    /// <summary>All trades.</summary>
    public List<Trade> Rows { get; } = [];

    /// <summary>Prices of more than 15 significant digits.</summary>
    public int Rounded { get; set; }
}
