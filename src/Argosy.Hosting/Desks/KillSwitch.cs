namespace Argosy.Hosting.Desks;

/// <summary>The kill switch over all accounts of a host.</summary>
/// <param name="desks">The accounts.</param>
/// <param name="time">Clock and timers.</param>
public sealed class KillSwitch(IReadOnlyList<AccountDesk> desks, TimeProvider time)
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Pulls it on every account at once; a venue that does not answer holds no other up.</summary>
    /// <param name="by">Who pulls it.</param>
    /// <param name="flatten">Whether positions are closed.</param>
    /// <param name="patience">How long to wait until nothing is left.</param>
    /// <param name="cancel">Ends the wait; what was begun goes on.</param>
    /// <returns>What is left on each account.</returns>
    public async Task<IReadOnlyList<KillReport>> PullAsync(string by, bool flatten, TimeSpan patience, CancellationToken cancel = default)
    {
        foreach (var desk in desks) desk.Lane.Run(() => desk.Kill(by, flatten));
        var end = time.GetUtcNow() + patience;
        while (true)
        {
            var reports = await Reports().ConfigureAwait(false);
            var isDone = reports.All(r => r.Entries == 0 && (!flatten || r.Positions.Count == 0));
            if (isDone || time.GetUtcNow() >= end || cancel.IsCancellationRequested) return reports;
            await Task.Delay(Look, time, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>A person allows entries again.</summary>
    public void Lift(string by)
    {
        foreach (var desk in desks) desk.Lane.Run(() => desk.Lift(by));
    }

    async Task<KillReport[]> Reports() => await Task.WhenAll(desks.Select(desk => desk.Ask(desk.Report))).ConfigureAwait(false);
}

/// <summary>What is left on an account after its kill switch was pulled.</summary>
/// <param name="Account">The account.</param>
/// <param name="Entries">Our entries that may still be at the venue.</param>
/// <param name="Positions">Our positions that are not closed.</param>
public sealed record KillReport(string Account, int Entries, IReadOnlyList<string> Positions);
