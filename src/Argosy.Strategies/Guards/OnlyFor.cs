using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Guards;

/// <summary>Another guard, asked about one instrument only; entries of the others pass it.</summary>
[Rule("only", "Applies another guard to one instrument of the run.", Example = "only(instrument=BTC/USD, guard=cooldown:1h)")]
public sealed class OnlyFor : IGuard, IEquityWatcher, IReadableRule
{
    readonly string _instrument, _text;
    readonly IGuard _guard;
    int? _index;

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
        return IsAbout(account, instrument) && _guard.Blocks(account, instrument);
    }

    /// <summary>How the other guard stands, said of the one instrument alone.</summary>
    /// <param name="account">The account of the run.</param>
    /// <param name="instrument">Index of an instrument.</param>
    public RuleReading? Read(AccountView account, int instrument)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (instrument < 0 || !IsAbout(account, instrument) || _guard is not IReadableRule readable) return null;
        return readable.Read(account, instrument) ?? readable.Read(account, -1);
    }

    /// <inheritdoc/>
    public override string ToString() => $"only(instrument={_instrument}, guard={_text})";

    // Looked for once: a name is made anew each time it is asked for.
    bool IsAbout(AccountView account, int instrument) => instrument == (_index ??= IndexIn(account));

    int IndexIn(AccountView account)
    {
        for (var i = 0; i < account.Instruments.Count; i++)
        {
            if (string.Equals(account.Instruments[i].Name, _instrument, StringComparison.OrdinalIgnoreCase)) return i;
        }
        return -1;
    }
}
