using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Commands;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Deploying;

/// <content>Making, updating and deleting deployments.</content>
public sealed partial class DeploymentManager
{
    const int MostInstruments = 50;

    /// <summary>Makes a deployment, stopped; or says what is wrong, naming the field first.</summary>
    /// <param name="spec">What is asked.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Ends the wait for the venue.</param>
    public async Task<Result<DeploymentView>> CreateAsync(DeploymentSpec spec, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(spec);
        await _making.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_all.Values.Any(one => string.Equals(one.Name, spec.Name, StringComparison.OrdinalIgnoreCase))) return Error.BadInput($"name: there is a deployment {spec.Name} already");
            var made = await MakeAsync(spec, WantedState.Stopped, 0, cancellation).ConfigureAwait(false);
            if (!made.Ok) return made.Error!;
            Note("deployment-created", made.Value, by);
            return View(made.Value);
        }
        finally
        {
            _making.Release();
        }
    }

    /// <summary>Checks what would be made, and makes nothing.</summary>
    public async Task<Result<RunBegins>> CheckAsync(DeploymentSpec spec, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (WrongName(spec.Name) is { } wrong) return wrong;
        if (spec.Schedule.Length > 0 && CronTime.Parse(spec.Schedule) is { Ok: false } unread) return unread.Error!;
        if (spec.WarmUp is < 0 or > 100_000) return Error.BadInput($"warmUp: {spec.WarmUp} is out of range; expected 0 to 100000 candles");
        var timeframe = Timeframe.Parse(spec.Timeframe);
        if (!timeframe.Ok) return Error.BadInput($"timeframe: {timeframe.Error!.Message}");
        var venue = await _venues.OpenAsync(spec.Venue, cancellation).ConfigureAwait(false);
        if (!venue.Ok) return venue.Error!;
        if (spec.Mode == DeploymentMode.Live && !venue.Value.HasAccounts) return Error.BadInput($"mode: {spec.Venue} takes no real orders; expected paper");
        if (venue.Value.IsDerivative && spec.Margin is null) return Error.BadInput($"margin: {spec.Venue} trades perpetual contracts; expected isolated or cross");
        if (!venue.Value.IsDerivative && (spec.Margin is not null || (spec.Mode == DeploymentMode.Live && spec.Short))) return Error.BadInput($"{(spec.Margin is not null ? "margin" : "short")}: {spec.Venue} is a spot market, which has neither short sales nor margin");
        var instruments = InstrumentsOf(spec, venue.Value.Market);
        if (!instruments.Ok) return instruments.Error!;
        if (await WrongAccount(spec, cancellation).ConfigureAwait(false) is { } account) return account;
        return await _parts.Runs.MakeAsync(spec, instruments.Value, cancellation).ConfigureAwait(false);
    }

    /// <summary>Gives a deployment another version of its bot, other parameters or settings. It must be flat; it goes on under a new number, its history stays with the old one.</summary>
    /// <param name="id">The deployment.</param>
    /// <param name="change">Makes what is asked now of what was asked.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Ends the wait for the venue.</param>
    /// <param name="keepsState">Whether what the strategy keeps goes over into the new run, where it is of the same bot; a new version may change it first. A version that is older than the present one and ran in this deployment before goes on with what it had kept itself.</param>
    /// <returns>The deployment as it stands under its new number; it runs where the old one ran. An error where the new run cannot begin: then the old one goes on.</returns>
    public async Task<Result<DeploymentView>> UpdateAsync(int id, Func<DeploymentSpec, DeploymentSpec> change, string by, CancellationToken cancellation, bool keepsState = true)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (!_all.TryGetValue(id, out var one) || IsReplaced(one)) return Unknown(id);
        await _making.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await InTurn(one, () => ReplaceAsync(one, change(one.Spec), keepsState, by, cancellation)).ConfigureAwait(false);
        }
        finally
        {
            _making.Release();
        }
    }

    /// <summary>Deletes a deployment that does not run and holds nothing; what it did stays in the history.</summary>
    public async Task<Result<bool>> DeleteAsync(int id, string by)
    {
        if (!_all.TryGetValue(id, out var one) || IsReplaced(one)) return Unknown(id);
        return await InTurn<bool>(one, async () =>
        {
            if (IsUp(one) || one.IsStarting) return new Error(ErrorKind.Refused, $"{one.Name} runs; stop it first");
            if (Holds(one) is { } held) return new Error(ErrorKind.Refused, $"{one.Name} holds {held}; close it first, or nobody watches it any more");
            await WantAsync(one, WantedState.Stopped).ConfigureAwait(false);
            _parts.Host.Remove(one.Name);
            foreach (var number in Replaced(one).Prepend(id))
            {
                await _parts.Database.Bots.SetState(number, Deleted).ConfigureAwait(false);
                _all.TryRemove(number, out _);
            }
            Note("deployment-deleted", one, by);
            return true;
        }).ConfigureAwait(false);
    }

    async Task<Result<DeploymentView>> ReplaceAsync(Deployed one, DeploymentSpec next, bool keepsState, string by, CancellationToken cancellation)
    {
        if (next.Name != one.Name || next.Mode != one.Spec.Mode || next.Venue != one.Spec.Venue || next.Account != one.Spec.Account) return Error.BadInput("name, mode, venue and account stay; another deployment has others");
        if (Holds(one) is { } held) return new Error(ErrorKind.Refused, $"{one.Name} holds {held}; an update begins flat: close it first");
        var begins = await CheckAsync(next, cancellation).ConfigureAwait(false);
        if (!begins.Ok) return begins.Error!;
        var isKept = keepsState && (next.Bot ?? next.Name) == one.Row.Bot;
        var keeper = KeeperOf(one, next);
        var kept = Kept(keeper, isKept);
        if (!kept.Ok) return kept.Error!;
        if (await TryAsync(next, With(begins.Value, kept.Value, keeper, next), cancellation).ConfigureAwait(false) is { } unable) return unable with { Message = $"{one.Name} was not updated: {unable.Message}" };
        var wanted = one.Text.Wanted;
        if (IsUp(one)) await _parts.Host.StopAsync(one.Name, cancellation).ConfigureAwait(false);
        if (Holds(one) is { } late) return new Error(ErrorKind.Refused, $"{one.Name} bought while it was being stopped and holds {late}; it is stopped, close it first");
        _parts.Host.Remove(one.Name);
        await WantAsync(one, WantedState.Stopped).ConfigureAwait(false);
        // What it kept while it was being stopped counts.
        kept = Kept(keeper, isKept);
        if (!kept.Ok) return kept.Error!;
        var made = await MakeAsync(next, wanted, one.Row.Id, cancellation, begun => With(begun, kept.Value, keeper, next)).ConfigureAwait(false);
        if (!made.Ok) return made.Error!;
        Note("deployment-updated", made.Value, by, $"takes the place of {one.Row.Id}");
        if (wanted is WantedState.Running or WantedState.Paused && await InTurn(made.Value, () => BeginAsync(made.Value, cancellation)).ConfigureAwait(false) is { Ok: false } failed) return failed.Error!;
        return View(made.Value);
    }

    Result<string?> Kept(Deployed one, bool isKept) => isKept ? KeptState.Read(LogOf(one.Row.Id)) : Result<string?>.Of(null);

    // Whose state the next run begins with. An older version may not understand what a newer one made of its state: where it ran
    // before, it goes on with what it had kept itself.
    Deployed KeeperOf(Deployed one, DeploymentSpec next)
    {
        if (next.Version is null || one.Spec.Version is null || IsSameCode(one.Spec, next) || !IsOlder(next.Version, one.Spec.Version)) return one;
        return Replaced(one).Select(number => _all.GetValueOrDefault(number)).FirstOrDefault(before => before is not null && before.Row.Bot == one.Row.Bot && IsSameCode(before.Spec, next)) ?? one;
    }

    static bool IsSameCode(DeploymentSpec one, DeploymentSpec other) =>
        one.Strategy == other.Strategy && one.Version == other.Version && one.Sources.Count == other.Sources.Count && one.Sources.All(source => other.Sources.TryGetValue(source.Key, out var text) && text == source.Value);

    static bool IsOlder(string version, string than) => System.Version.TryParse(version, out var one) && System.Version.TryParse(than, out var other) && one < other;

    // The very version that kept it takes it as it is; any other may have to migrate it.
    static RunBegins With(RunBegins begins, string? state, Deployed keeper, DeploymentSpec next) => state is null ? begins : begins with { State = state, StateVersion = IsSameCode(keeper.Spec, next) ? null : keeper.Row.Version };

    // Where a strategy is no code of ours only its worker can say whether it begins.
    async Task<Error?> TryAsync(DeploymentSpec spec, RunBegins begins, CancellationToken cancellation)
    {
        var terms = new BotTerms { Name = spec.Name, Deployment = 0, Account = spec.Account ?? PaperAccount, Instruments = begins.Instruments, Begins = begins, Log = "" };
        return _parts.Runs.IsApart(terms) ? await TriedRun.BeginAsync(_parts.Runs, terms, cancellation).ConfigureAwait(false) : null;
    }

    async Task<Result<Deployed>> MakeAsync(DeploymentSpec spec, WantedState wanted, int replaces, CancellationToken cancellation, Func<RunBegins, RunBegins>? change = null)
    {
        var begins = await CheckAsync(spec, cancellation).ConfigureAwait(false);
        if (!begins.Ok) return begins.Error!;
        if (change is null && await TryAsync(spec, begins.Value, cancellation).ConfigureAwait(false) is { } unable) return unable with { Message = $"strategy: {unable.Message}" };
        var account = spec.Account ?? PaperAccount;
        var now = Now;
        await _parts.Database.Accounts.Add(new AccountRow { Name = account, Venue = spec.Venue, IsPaper = spec.Mode == DeploymentMode.Paper, CreatedAt = now }, cancellation).ConfigureAwait(false);
        var text = new DeploymentText(spec, change is null ? begins.Value : change(begins.Value), wanted, replaces);
        var (bot, version) = await VersionAsync(spec, begins.Value, now, cancellation).ConfigureAwait(false);
        var row = await _parts.Database.Bots.Deploy(new DeploymentRow { Bot = bot, Version = version, Account = account, State = "stopped", Configuration = text.Write(), CreatedAt = now }, cancellation).ConfigureAwait(false);
        var made = new Deployed(row, text);
        Plan(made);
        _all[row.Id] = made;
        return made;
    }

    // A version never changes: another text is the next one.
    async Task<(string Bot, string Version)> VersionAsync(DeploymentSpec spec, RunBegins begins, long now, CancellationToken cancellation)
    {
        var name = spec.Bot ?? spec.Name;
        var source = SourceOf(begins.Strategy);
        if (spec.Version is { } pinned && ILibraryStore.BotOf(name) is not null)
        {
            // The library holds the version itself; this row is what deployments refer to, for as long as one did.
            await _parts.Database.Bots.Add(new BotRow { Name = name, Version = pinned, Language = spec.Sources.Keys.FirstOrDefault()?.EndsWith(".ts", StringComparison.Ordinal) == true ? "typescript" : spec.Sources.Count > 0 ? "csharp" : "built-in", Source = source, CreatedAt = now }, cancellation).ConfigureAwait(false);
            return (name, pinned);
        }
        var known = (await _parts.Database.Bots.List(cancellation).ConfigureAwait(false)).Where(row => row.Name == name).ToArray();
        if (Array.Find(known, row => row.Source == source) is { } same) return (name, same.Version);
        for (var minor = known.Length; ; minor++)
        {
            var version = $"1.{minor}";
            if (await _parts.Database.Bots.Add(new BotRow { Name = name, Version = version, Language = LanguageOf(spec), Source = source, CreatedAt = now }, cancellation).ConfigureAwait(false)) return (name, version);
        }
    }

    // What was compiled of a source is no part of a version: another compiler makes another image of it.
    static string SourceOf(string strategy)
    {
        const string Images = "images";
        if (!strategy.Contains($"\"{Images}\"", StringComparison.Ordinal) || JsonNode.Parse(strategy) is not JsonObject fields) return strategy;
        fields.Remove(Images);
        return fields.ToJsonString();
    }

    static string LanguageOf(DeploymentSpec spec) => spec.Sources.Keys.FirstOrDefault() is not { } file ? "built-in" : file.EndsWith(".ts", StringComparison.OrdinalIgnoreCase) ? "typescript" : "csharp";

    static Result<IReadOnlyList<Instrument>> InstrumentsOf(DeploymentSpec spec, IMarketVenue market)
    {
        if (spec.Instruments.Count is 0 or > MostInstruments) return Error.BadInput($"instruments: {spec.Instruments.Count} are named; expected 1 to {MostInstruments}, e.g. BTC/USDT");
        var found = new List<Instrument>();
        foreach (var name in spec.Instruments)
        {
            if (!market.Listings.TryGetValue(name, out var listing)) return Error.BadInput($"instruments: {market.Name} lists no {name}{Suggestion.Phrase(name, market.Listings.Keys)}");
            if (!listing.IsOpen) return Error.BadInput($"instruments: {name} does not trade on {market.Name} now");
            if (found.Exists(other => other.Name == name)) return Error.BadInput($"instruments: {name} stands there twice");
            found.Add(listing.Instrument);
        }
        if (found.Find(other => other.QuoteAsset != found[0].QuoteAsset) is { } apart) return Error.BadInput($"instruments: {found[0].Name} and {apart.Name} have different quote assets; one deployment has one cash pot");
        return found;
    }

    async Task<Error?> WrongAccount(DeploymentSpec spec, CancellationToken cancellation)
    {
        if (spec.Mode == DeploymentMode.Live && spec.Account is null) return Error.BadInput("account: a live deployment names the account it trades on");
        if (spec.Account is not { } name) return null;
        var rows = await _parts.Database.Accounts.List(cancellation).ConfigureAwait(false);
        var row = rows.FirstOrDefault(one => one.Name == name);
        if (row is null) return spec.Mode == DeploymentMode.Paper ? null : Error.BadInput($"account: there is none of the name {name}{Suggestion.Phrase(name, rows.Select(one => one.Name))}");
        if (row.IsPaper != (spec.Mode == DeploymentMode.Paper)) return Error.BadInput($"account: {name} is {(row.IsPaper ? "a paper account" : "an account at an exchange")}; the deployment is {(spec.Mode == DeploymentMode.Paper ? "paper" : "live")}");
        return row.IsPaper || row.Venue == spec.Venue ? null : Error.BadInput($"account: {name} is an account of {row.Venue}, the market is {spec.Venue}");
    }

    static Error? WrongName(string name)
    {
        if (!NamePattern().IsMatch(name)) return Error.BadInput($"name: '{name}' is none; expected 1 to 40 letters, digits, dots, hyphens or underscores");
        return ManagedTrades.IsTrade(name) ? Error.BadInput($"name: '{name}' is a managed trade's; expected another one") : null;
    }

    string? Holds(Deployed one)
    {
        if ((StatusOf(one) ?? one.Last) is not { } status) return null;
        var held = status.Instruments.Zip(status.Positions).Where(pair => Math.Abs(pair.Second) >= LotOf(one, pair.First)).Select(pair => $"{Exact.Text(pair.Second)} {pair.First}").ToArray();
        return held.Length > 0 ? string.Join(", ", held) : null;
    }

    // What is less than a lot cannot be closed.
    static decimal LotOf(Deployed one, string instrument) => one.Text.Begins.Instruments.FirstOrDefault(i => i.Name == instrument)?.LotSize ?? 0;

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,39}\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}
