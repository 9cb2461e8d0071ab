using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Limits;

/// <summary>The largest position of a book in an instrument, long or short; an entry that would exceed it is shrunk to fit.</summary>
/// <remarks>An order sized in quote asset is judged at its decision's price.</remarks>
[Rule("max-position", "Shrinks or refuses entries that would make a position larger than this.", Example = "max-position:1.5")]
public sealed class MaxPosition([Parameter("largest position, base asset", Minimum = 0.00000001, Unit = "base asset")] decimal quantity) : IRiskRule, IReadableRule
{
    /// <inheritdoc/>
    public decimal Allowed(AccountView account, in RiskRequest request)
    {
        ArgumentNullException.ThrowIfNull(account);
        var held = Math.Abs(account.Ledger.Position(request.Intent.Book, request.Intent.Instrument).Quantity) - request.Closing;
        return quantity - Math.Max(0, held);
    }

    /// <summary>The largest position that a book holds in the instrument.</summary>
    /// <param name="account">The account of the run.</param>
    /// <param name="instrument">Index of an instrument.</param>
    public RuleReading? Read(AccountView account, int instrument)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (instrument < 0) return null;
        var held = 0m;
        for (var book = 0; book < account.Ledger.Books; book++) held = Math.Max(held, Math.Abs(account.Ledger.Position(book, instrument).Quantity));
        return new RuleReading(quantity, RuleUnit.Base, held >= quantity, held);
    }

    /// <inheritdoc/>
    public override string ToString() => $"max-position:{Exact.Text(quantity)}";
}
