using System.Text.Json.Serialization;
using Argosy.Core.Orders;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Desks;

/// <summary>What the venue did to a book without an order of its bot: funding that was settled, or a position that was closed. Its run must hear of it, once, even where it was not there.</summary>
internal sealed record BookNews
{
    /// <summary>Whose book.</summary>
    public required int Deployment { get; init; }

    /// <summary>Base and quote asset.</summary>
    public required string Instrument { get; init; }

    /// <summary>The venue's id of the movement or trade, unique with the instrument.</summary>
    public required string Id { get; init; }

    /// <summary>Unix ms by the venue's clock.</summary>
    public required long Time { get; init; }

    /// <summary>The book's share of funding, quote asset, signed; 0 for a close.</summary>
    public decimal Amount { get; init; }

    /// <summary>What closed the position; null for funding.</summary>
    public VenueClose? Close { get; init; }

    /// <summary>The trade that closed it; only for a close.</summary>
    internal TradeKey Trade => new(Instrument, Close!.Change > 0 ? Side.Buy : Side.Sell, Id);

    /// <summary>Whether its run was there to hear it; then it is kept only for a run whose log lost it.</summary>
    public bool IsTold
    {
        get;
        set
        {
            IsKept &= field == value;
            field = value;
        }
    }

    /// <summary>Whether the books' file has it as it is now.</summary>
    [JsonIgnore]
    public bool IsKept { get; set; }
}
