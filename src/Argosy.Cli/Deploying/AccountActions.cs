using System.CommandLine;
using Argosy.Cli.Auditing;
using Argosy.Cli.Invocation;
using Argosy.Cli.Operating;
using Argosy.Cli.Running;
using Argosy.Cli.Serving;
using Argosy.Core.Values;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Ports;
using Argosy.Venues.Probing;
using Argosy.Venues.Wire;

namespace Argosy.Cli.Deploying;

/// <summary>Adds an account to a host, tries its key and removes it. A key is tried before it is stored, sealed, and never shown again.</summary>
static class AccountActions
{
    const string Paper = "paper";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Adds the commands.</summary>
    public static void AddTo(Session session, DescribedCommand accounts)
    {
        accounts.Add(Add(session));
        accounts.Add(Check(session));
        accounts.Add(Remove(session));
    }

    static DescribedCommand Add(Session session)
    {
        var name = Name();
        var venue = OptionKinds.Text("--venue", "name", "Where it is: binance, binance-usdm, or paper for one without a key");
        var key = OptionKinds.Text("--key", "env:NAME", "Where its key is: NAME_KEY and NAME_SECRET of the environment");
        var rest = OptionKinds.Text("--rest", "url", "Another address of the venue, e.g. http://127.0.0.1:9100 of a testnet");
        var (master, host) = (Master(), new HostOptions());
        var command = new DescribedCommand("add", "Add an account: its key is tried at the venue, refused where it may withdraw, and sealed into the vault.")
        {
            Examples = ["argosy accounts add main --venue binance --key env:BINANCE", "argosy accounts add rehearsal --venue binance --key env:TESTNET --rest http://127.0.0.1:9100", "argosy accounts add dry --venue paper"],
        };
        command.Add(name);
        command.AddGroup("Account", venue, key, rest, master);
        command.AddGroup("Host", host.All);
        command.Run(parse =>
        {
            var (named, at) = (parse.GetValue(name)!, parse.GetValue(venue));
            if (named.Length is 0 or > 64 || !named.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')) return session.Fail(Error.BadInput($"NAME: '{named}' is no account's name; expected letters, digits, '-', '_' and '.', at most 64"));
            if (at is null) return session.Fail(Error.BadInput("--venue is required: binance, binance-usdm or paper"));
            if (at == Paper && (parse.GetValue(key) ?? parse.GetValue(rest)) is not null) return session.Fail(Error.BadInput("--venue paper: a paper account has neither key nor address"));
            if (at != Paper && parse.GetValue(key) is null) return session.Fail(Error.BadInput("--key is required: env:NAME, with NAME_KEY and NAME_SECRET in the environment"));
            var url = UrlOf(parse.GetValue(rest));
            return url.Ok ? AddAsync(session, parse, host, new NewAccount(named, at, parse.GetValue(key), url.Value, parse.GetValue(master))).GetAwaiter().GetResult() : session.Fail(url.Error!);
        });
        return command;
    }

    static DescribedCommand Check(Session session)
    {
        var (name, master, host) = (Name(), Master(), new HostOptions());
        var command = new DescribedCommand("check", "Try an account's stored key at its venue: what it may do, and what the account holds.") { Examples = ["argosy accounts check main"] };
        command.Add(name);
        command.AddGroup("Options", master);
        command.AddGroup("Host", host.All);
        command.Run(parse => WithAsync(session, parse, host, parse.GetValue(name)!, (database, row, folder) => CheckAsync(session, database, row, parse.GetValue(master), folder)).GetAwaiter().GetResult());
        return command;
    }

    static DescribedCommand Remove(Session session)
    {
        var (name, host) = (Name(), new HostOptions());
        var command = new DescribedCommand("remove", "Remove an account with its key; what was traded on it stays on record.") { Examples = ["argosy accounts remove rehearsal"] };
        command.Add(name);
        command.AddGroup("Host", host.All);
        command.Run(parse => WithAsync(session, parse, host, parse.GetValue(name)!, (database, row, _) => RemoveAsync(session, database, row)).GetAwaiter().GetResult());
        return command;
    }

    static async Task<ExitCode> AddAsync(Session session, ParseResult parse, HostOptions host, NewAccount wish)
    {
        var place = host.Read(session, parse);
        if (!place.Ok) return session.Fail(place.Error!);
        AccountKey? key = null;
        KeyVault? vault = null;
        var master = "";
        if (wish.Key is { } source)
        {
            var read = AccountKey.OfEnvironment(source);
            if (!read.Ok) return session.Fail(read.Error!);
            key = read.Value;
            var tried = await TryAsync(session, wish.Venue, wish.Rest, key.Fields);
            if (!tried.Ok) return session.Fail(tried.Error!);
            Show(session, tried.Value);
            var opened = MasterKeyFile.Open(wish.MasterKey, place.Value.Folder);
            if (!opened.Ok) return session.Fail(opened.Error!);
            (vault, master) = opened.Value;
        }
        using var _ = vault;
        Directory.CreateDirectory(place.Value.Folder);
        var there = await HostFiles.OpenAsync(place.Value.Folder, place.Value.Database, session.Cancel);
        if (!there.Ok) return session.Fail(there.Error!);
        await using var database = there.Value;
        var row = new AccountRow { Name = wish.Name, Venue = wish.Venue, IsPaper = wish.Venue == Paper, CreatedAt = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() };
        if (!await database.Accounts.Add(row, session.Cancel)) return session.Fail(new Error(ErrorKind.Refused, $"there is an account {wish.Name} already; 'argosy accounts remove {wish.Name}' makes room"));
        // In the web app an account is its owner's; one that nobody owns is every owner's.
        var owner = (await database.Users.List(session.Cancel)).FirstOrDefault(user => user.Role == "owner")?.Name ?? "";
        if (owner.Length > 0 || wish.Rest is not null) await database.Accounts.PutDetails(new AccountDetails { Account = wish.Name, Owner = owner, Place = wish.Rest?.ToString().TrimEnd('/') ?? "", KeyLast4 = key?.Last4 ?? "" }, session.Cancel);
        if (key is not null) await key.SaveAsync(wish.Name, vault!, database.Accounts, session.Cancel);
        session.Terminal.Line(key is null ? $"{wish.Name} is a paper account" : $"{wish.Name} is at {wish.Venue}; its key is sealed under the master key of {master}");
        return ExitCode.Done;
    }

    static async Task<ExitCode> WithAsync(Session session, ParseResult parse, HostOptions host, string name, Func<IDatabase, AccountRow, string, Task<ExitCode>> body)
    {
        var place = host.Read(session, parse);
        if (!place.Ok) return session.Fail(place.Error!);
        var opened = await HostFiles.OpenExistingAsync(place.Value.Folder, place.Value.Database, session.Cancel);
        if (!opened.Ok) return session.Fail(opened.Error!);
        await using var database = opened.Value;
        var accounts = await database.Accounts.List(session.Cancel);
        return accounts.FirstOrDefault(row => row.Name == name) is { } found
            ? await body(database, found, place.Value.Folder)
            : session.Fail(Error.NotFound($"NAME: there is no account {name}{Suggestion.Phrase(name, accounts.Select(row => row.Name))}"));
    }

    static async Task<ExitCode> CheckAsync(Session session, IDatabase database, AccountRow row, string? master, string folder)
    {
        if (row.IsPaper) return session.Fail(Error.BadInput($"NAME: {row.Name} is a paper account: it has no key"));
        if (await database.Accounts.Key(row.Name, session.Cancel) is not { } held) return session.Fail(Error.NotFound($"NAME: the vault has no key of {row.Name}"));
        var opened = MasterKeyFile.Open(master, folder);
        if (!opened.Ok) return session.Fail(opened.Error!);
        using var vault = opened.Value.Vault;
        var secret = AccountSecret.Open(vault, row.Name, held);
        if (!secret.Ok) return session.Fail(secret.Error!);
        var url = UrlOf((await database.Accounts.Details(session.Cancel)).FirstOrDefault(details => details.Account == row.Name)?.Place);
        if (!url.Ok) return session.Fail(url.Error!);
        var tried = await TryAsync(session, row.Venue, url.Value, secret.Value);
        if (!tried.Ok) return session.Fail(tried.Error!);
        Show(session, tried.Value);
        return ExitCode.Done;
    }

    static async Task<ExitCode> RemoveAsync(Session session, IDatabase database, AccountRow row)
    {
        var on = (await database.Bots.Deployments(session.Cancel)).Where(deployment => deployment.Account == row.Name && deployment.State is not ("stopped" or "deleted")).Select(deployment => $"{deployment.Bot} ({deployment.Id})").ToArray();
        if (on.Length > 0) return session.Fail(new Error(ErrorKind.Refused, $"{string.Join(", ", on)} {(on.Length == 1 ? "trades" : "trade")} on {row.Name}; expected them stopped first"));
        await database.Accounts.Remove(row.Name, session.Cancel);
        session.Terminal.Line($"{row.Name} is removed{(row.IsPaper ? "" : ", and its key")}");
        return ExitCode.Done;
    }

    // What may withdraw is never kept: whoever stole it could empty the account.
    static async Task<Result<AccountFindings>> TryAsync(Session session, string venue, Uri? url, AccountSecret secret)
    {
        using var http = VenueHttp.Create();
        var probe = new VenueProbe(http, TimeProvider.System);
        if (!probe.Venues.Contains(venue, StringComparer.Ordinal)) return Error.BadInput($"--venue: there is no {venue}{Suggestion.Phrase(venue, probe.Venues)}; expected {string.Join(", ", probe.Venues)} or {Paper}");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(session.Cancel);
        patience.CancelAfter(Patience);
        Result<AccountFindings> found;
        try
        {
            found = await probe.CheckAsync(venue, url, secret, patience.Token);
        }
        catch (OperationCanceledException) when (!session.Cancel.IsCancellationRequested)
        {
            return new Error(ErrorKind.Timeout, $"{venue} did not answer within {Patience.TotalSeconds} s");
        }
        if (!found.Ok) return found.Error! with { Message = $"{venue} does not take the key: {found.Error!.Message}" };
        if (found.Value.Rights.Withdraws) return new Error(ErrorKind.Refused, "the key may withdraw money; make one without that permission");
        return found.Value.Rights.Trades ? found : new Error(ErrorKind.Refused, "the key may not trade; give it that permission");
    }

    static void Show(Session session, AccountFindings found)
    {
        session.Terminal.Line("the venue takes the key: it may trade and may not withdraw");
        foreach (var balance in found.Balances) session.Terminal.Line($"  {balance.Asset,-8} {Exact.Text(balance.Free)} free, {Exact.Text(balance.Locked)} locked");
    }

    static Result<Uri?> UrlOf(string? text)
    {
        if (string.IsNullOrEmpty(text)) return Result<Uri?>.Of(null);
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            ? Result<Uri?>.Of(url)
            : Error.BadInput($"--rest: '{text}' is no address of a venue; expected https://HOST or, on this machine, http://127.0.0.1:PORT");
    }

    static Argument<string> Name() => new("NAME") { Description = "The account's name" };

    static Option<string?> Master() => OptionKinds.Text("--master-key", "file", "File with the master key of the vault (default: ARGOSY_MASTER_KEY of the environment, else the file argosy up uses)");

    sealed record NewAccount(string Name, string Venue, string? Key, Uri? Rest, string? MasterKey);
}
