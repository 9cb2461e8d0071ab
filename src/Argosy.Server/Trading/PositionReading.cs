using Argosy.Hosting.Deploying;
using Argosy.Hosting.Ports;

namespace Argosy.Server.Trading;

/// <summary>Positions as people see them; for perpetual contracts with what the venue says of their margin, on paper with what the run's own margin says.</summary>
/// <remarks>A venue is asked at most every few seconds however many look, and is waited for but a moment: what it said last is shown with its time.</remarks>
/// <param name="time">The clock.</param>
internal sealed class PositionReading(TimeProvider time)
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(4), Patience = TimeSpan.FromSeconds(1.5), Longest = TimeSpan.FromSeconds(20);

    readonly Lock _gate = new();
    readonly Dictionary<string, Asked> _asked = new(StringComparer.Ordinal);

    /// <summary>All positions.</summary>
    public async Task<IReadOnlyList<PositionAnswer>> ReadAsync(TradingParts parts, CancellationToken cancellation)
    {
        var bots = parts.Control.Bots.Where(bot => bot.Holdings.Count > 0).ToArray();
        var accounts = parts.Deployments.OpenAccounts.Values.Where(account => account.Venue.Traits.IsDerivative && bots.Any(bot => bot.IsLive && bot.Account == account.Row.Name)).ToArray();
        var told = (await Task.WhenAll(accounts.Select(account => AskAsync(account, cancellation)))).ToDictionary(one => one.Account, StringComparer.Ordinal);
        return [.. bots.SelectMany(bot =>
        {
            var spec = parts.Deployments.Find(bot.Deployment)?.Spec;
            var venue = bot.IsLive ? told.GetValueOrDefault(bot.Account) : null;
            return bot.Holdings.Zip(PositionAnswer.Of(bot), (held, position) => spec?.Margin is null && venue is null && held.Liquidation is null ? position : position with { Margin = MarginOf(position, spec, venue, held.Liquidation, bot.Time) });
        })];
    }

    static MarginAnswer MarginOf(PositionAnswer position, DeploymentSpec? spec, Said? venue, decimal? ownLiquidation, long ownTime)
    {
        var said = venue?.Positions.FirstOrDefault(one => one.Instrument == position.Instrument && one.Quantity != 0 && one.Quantity > 0 == position.Quantity > 0);
        var known = said is { Quantity: not 0 } ? said : null;
        var leverage = spec?.Margin is not null ? spec.Leverage : known?.Leverage;
        var (mark, liquidation) = (known?.MarkPrice, known?.LiquidationPrice ?? ownLiquidation);
        // On paper the last price is the mark.
        var from = mark ?? (ownLiquidation is null ? null : position.Mark);
        var margin = leverage is > 0 && position.Entry is { } entry ? entry * Math.Abs(position.Quantity) / leverage : null;
        return new MarginAnswer(
            leverage, spec?.Margin ?? (known?.IsIsolated is { } isolated ? isolated ? "isolated" : "cross" : null), mark, liquidation, from is > 0 && liquidation is { } at ? (double)((at / from.Value) - 1) : null,
            margin is > 0 && position.Unrealised is { } gain ? (double)(gain / margin.Value) : null, known is not null ? venue!.Time : ownLiquidation is null ? null : ownTime, venue?.Failure);
    }

    async Task<Said> AskAsync(OpenAccount account, CancellationToken cancellation)
    {
        Asked asked;
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (!_asked.TryGetValue(account.Row.Name, out asked!)) _asked[account.Row.Name] = asked = new Asked(new Said(account.Row.Name, [], 0, null));
            if (asked.Running.IsCompleted && (asked.Last.Time == 0 || time.GetElapsedTime(asked.Began, now) >= Fresh)) (asked.Began, asked.Running) = (now, ReadAsync(account, asked));
        }
        await Task.WhenAny(asked.Running, Task.Delay(Patience, time, cancellation));
        return asked.Last;
    }

    async Task ReadAsync(OpenAccount account, Asked asked)
    {
        using var patience = new CancellationTokenSource(Longest, time);
        string failure;
        try
        {
            var read = await account.Venue.PositionsAsync(patience.Token);
            if (read.Ok)
            {
                asked.Last = new Said(account.Row.Name, read.Value, time.GetUtcNow().ToUnixTimeMilliseconds(), null);
                return;
            }
            failure = read.Error!.Message;
        }
#pragma warning disable CA1031 // Whatever an adapter throws, the table shows what was known before and says so.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            failure = thrown.Message;
        }
        asked.Last = asked.Last with { Failure = failure };
    }

    sealed record Said(string Account, IReadOnlyList<VenuePosition> Positions, long Time, string? Failure);

    sealed class Asked(Said last)
    {
        volatile Said _last = last;

        public Said Last
        {
            get => _last;
            set => _last = value;
        }

        public Task Running { get; set; } = Task.CompletedTask;

        public long Began { get; set; }
    }
}

/// <summary>What is known of the margin of a position in perpetual contracts; null is not known.</summary>
/// <param name="Leverage">Its value over its initial margin.</param>
/// <param name="Mode">isolated or cross.</param>
/// <param name="Mark">The venue's mark price, quote asset.</param>
/// <param name="Liquidation">Mark price at which the venue closes it, on paper by the margin of its run, quote asset.</param>
/// <param name="Distance">From the mark to there, ratio of the mark: below 0 for a long.</param>
/// <param name="ReturnOnMargin">Unrealised gain over initial margin, ratio.</param>
/// <param name="Time">When the venue said so, or the run reckoned last, Unix ms.</param>
/// <param name="Failure">Why the venue says nothing now.</param>
internal sealed record MarginAnswer(decimal? Leverage, string? Mode, decimal? Mark, decimal? Liquidation, double? Distance, double? ReturnOnMargin, long? Time, string? Failure);
