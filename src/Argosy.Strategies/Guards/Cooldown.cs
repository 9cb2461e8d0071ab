using Argosy.Core.Links;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Guards;

/// <summary>No entry for a while after an instrument's last fill; exactly so long after it is still too early.</summary>
[Rule("cooldown", "Blocks entries of an instrument for a while after its last fill.", Example = "cooldown:1h")]
public sealed class Cooldown([Parameter("how long, e.g. 30m or 4h", Unit = "time")] string time) : IGuard, IReadableRule
{
    readonly long _length = Durations.Of(time, "time");

    /// <inheritdoc/>
    public bool Blocks(AccountView account, int instrument)
    {
        ArgumentNullException.ThrowIfNull(account);
        var last = account.LastFill(instrument);
        return last != long.MinValue && account.Time - last <= _length;
    }

    /// <inheritdoc/>
    public RuleReading? Read(AccountView account, int instrument)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (instrument < 0) return null;
        var blocks = Blocks(account, instrument);
        return new RuleReading(_length, RuleUnit.Time, blocks, Until: blocks ? account.LastFill(instrument) + _length : null);
    }

    /// <inheritdoc/>
    public override string ToString() => $"cooldown:{time}";
}
