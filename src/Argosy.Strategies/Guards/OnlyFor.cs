using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Guards;

/// <summary>Another guard, asked about one instrument only; entries of the others pass it.</summary>
[Rule("only", "Applies another guard to one instrument of the run.", Example = "only(instrument=BTC/USD, guard=cooldown:1h)")]
public sealed class OnlyFor : IGuard, IEquityWatcher
{
    readonly string _instrument, _text;
    readonly IGuard _guard;

    /// <summary>Makes the inner guard of its text.</summary>
    /// <exception cref="ArgumentException">There is no such guard.</exception>
    public OnlyFor(
        [Parameter("the instrument, e.g. BTC/USD")] string instrument,
        [Parameter("the guard, e.g. max-drawdown(limit=10%, period=30d)")] string guard)
    {
        var inner = GuardRules.Parse(guard);
        if (!inner.Ok) throw new ArgumentException(inner.Error!.Message);
        (_instrument, _text, _guard) = (instrument, guard, inner.Value);
    }

    /// <inheritdoc/>
    public void OnPoint(AccountView account) => (_guard as IEquityWatcher)?.OnPoint(account);

    /// <inheritdoc/>
    public bool Blocks(AccountView account, int instrument)
    {
        ArgumentNullException.ThrowIfNull(account);
        return string.Equals(account.Instruments[instrument].Name, _instrument, StringComparison.OrdinalIgnoreCase) && _guard.Blocks(account, instrument);
    }

    /// <inheritdoc/>
    public override string ToString() => $"only(instrument={_instrument}, guard={_text})";
}
