using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;

namespace Argosy.Server.Accounts;

/// <summary>Keeps accounts: who sees which, and keys that are tried before they are stored and never shown again.</summary>
internal sealed class AccountKeeper(IDatabase database, KeyVault vault, IAccountProbe probe, TimeProvider time)
{
    /// <summary>The venue of accounts without a key.</summary>
    public const string Paper = "paper";

    const int MostKey = 512, Shown = 4;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Accounts a visitor sees: one's own, those shared with one; those of the command line an owner.</summary>
    public async Task<IReadOnlyList<AccountView>> ListAsync(Visitor visitor, CancellationToken cancel)
    {
        var details = (await database.Accounts.Details(cancel)).ToDictionary(row => row.Account, StringComparer.Ordinal);
        var shares = (await database.Accounts.Shares(cancel)).ToLookup(share => share.Account, share => share.User, StringComparer.Ordinal);
        return [.. (await database.Accounts.List(cancel)).Select(row => View(row, details.GetValueOrDefault(row.Name), [.. shares[row.Name]], visitor)).OfType<AccountView>()];
    }

    /// <summary>One of them; null where the visitor sees none of the name.</summary>
    public async Task<AccountView?> FindAsync(string name, Visitor visitor, CancellationToken cancel) => (await ListAsync(visitor, cancel)).FirstOrDefault(account => account.Name == name);

    /// <summary>Adds an account; its key is tried first.</summary>
    public async Task<ApiFailure?> AddAsync(NewAccount request, Visitor visitor, CancellationToken cancel)
    {
        if (UserRules.OfName(request.Name) is { } wrong) return wrong;
        var isPaper = request.Venue == Paper;
        if (!isPaper && !probe.Venues.Contains(request.Venue, StringComparer.Ordinal)) return ApiFailure.BadInput($"'{request.Venue}' is no venue; expected one of {string.Join(", ", probe.Venues.Append(Paper))}", "venue");
        if (isPaper && (request.Key ?? request.Secret ?? request.Passphrase) is not null) return ApiFailure.BadInput("a paper account has no key", "key");
        if (request.Url is not null && !visitor.May(Role.Owner)) return new ApiFailure(ApiCode.Forbidden, "only an owner may say where a venue is", "url");
        var url = UrlOf(request.Url);
        if (!url.Ok) return ApiFailure.Of(url.Error!, "url");
        if ((await database.Accounts.List(cancel)).Any(account => account.Name == request.Name)) return ApiFailure.Conflict($"there is an account {request.Name} already", "name");
        var details = new AccountDetails { Account = request.Name, Owner = visitor.Name, Place = request.Url ?? "" };
        AccountSecret? secret = null;
        if (!isPaper)
        {
            if (KeyFault(request.Key, request.Secret, request.Passphrase) is { } fault) return fault;
            secret = new AccountSecret(request.Key!, request.Secret!, request.Passphrase ?? "");
            var (check, failure) = await TryAsync(request.Venue, url.Value, secret, cancel);
            if (failure is not null) return failure;
            details = details with { KeyLast4 = Last(secret.Key), LastCheck = Text(check) };
        }
        if (!await database.Accounts.Add(new AccountRow { Name = request.Name, Venue = request.Venue, IsPaper = isPaper, CreatedAt = Now() }, cancel)) return ApiFailure.Conflict($"there is an account {request.Name} already", "name");
        await database.Accounts.PutDetails(details, cancel);
        if (secret is not null) await database.Accounts.PutKey(request.Name, secret.Seal(vault, request.Name), cancel);
        return null;
    }

    /// <summary>Puts a key in place of the one before; it is tried first.</summary>
    public async Task<ApiFailure?> RotateAsync(AccountView account, NewKey request, CancellationToken cancel)
    {
        if (account.IsPaper) return ApiFailure.BadInput("a paper account has no key");
        if (KeyFault(request.Key, request.Secret, request.Passphrase) is { } fault) return fault;
        var secret = new AccountSecret(request.Key, request.Secret, request.Passphrase ?? "");
        var (check, failure) = await TryAsync(account.Venue, UrlOf(account.Url).Value, secret, cancel);
        if (failure is not null) return failure;
        await database.Accounts.PutKey(account.Name, secret.Seal(vault, account.Name), cancel);
        await ChangeAsync(account.Name, details => details with { KeyLast4 = Last(secret.Key), LastCheck = Text(check) }, cancel);
        return null;
    }

    /// <summary>Tries the stored key and keeps what came of it.</summary>
    public async Task<ApiFailure?> TestAsync(AccountView account, CancellationToken cancel)
    {
        if (account.IsPaper) return null;
        if (await database.Accounts.Key(account.Name, cancel) is not { } held) return ApiFailure.Conflict($"{account.Name} has no key; rotate gives it one");
        var secret = AccountSecret.Open(vault, account.Name, held);
        if (!secret.Ok) return ApiFailure.Of(secret.Error!);
        var (check, failure) = await TryAsync(account.Venue, UrlOf(account.Url).Value, secret.Value, cancel);
        await ChangeAsync(account.Name, details => details with { LastCheck = Text(failure is null ? check : new AccountCheck(Now(), account.Permissions, account.Balances, failure.Message)) }, cancel);
        return failure;
    }

    /// <summary>Lets nothing trade on an account, or lets it again.</summary>
    public Task DisableAsync(string name, bool isDisabled, CancellationToken cancel) => ChangeAsync(name, details => details with { IsDisabled = isDisabled }, cancel);

    /// <summary>Shares an account with these users and no others.</summary>
    public async Task<ApiFailure?> ShareAsync(string name, IReadOnlyList<string> users, Visitor visitor, CancellationToken cancel)
    {
        var known = (await database.Users.List(cancel)).Select(user => user.Name).ToHashSet(StringComparer.Ordinal);
        if (users.FirstOrDefault(user => !known.Contains(user)) is { } stranger) return ApiFailure.BadInput($"there is no user {stranger}", "users");
        await database.Accounts.PutShares(name, [.. users.Where(user => user != visitor.Name).Distinct(StringComparer.Ordinal)], cancel);
        return null;
    }

    /// <summary>Removes an account with its key, where no deployment holds it.</summary>
    public async Task<ApiFailure?> RemoveAsync(string name, CancellationToken cancel)
    {
        var holding = (await database.Bots.Deployments(cancel)).Where(deployment => deployment.Account == name && deployment.State is not "stopped").Select(deployment => deployment.Id).ToArray();
        if (holding.Length > 0) return ApiFailure.Conflict($"deployment {string.Join(", ", holding)} trades on {name}; stop it first");
        await database.Accounts.Remove(name, cancel);
        return null;
    }

    async Task<(AccountCheck? Check, ApiFailure? Failure)> TryAsync(string venue, Uri? url, AccountSecret secret, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        Result<AccountFindings> found;
        try
        {
            found = await probe.CheckAsync(venue, url, secret, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, new ApiFailure(ApiCode.Unavailable, $"{venue} did not answer within {Patience.TotalSeconds} s"));
        }
        if (!found.Ok) return (null, ApiFailure.Of(found.Error! with { Message = Clean($"{venue} refuses the key: {found.Error!.Message}", secret) }));
        var rights = found.Value.Rights;
        if (rights.Withdraws) return (null, new ApiFailure(ApiCode.Refused, "the key may withdraw money; make one without that permission", "key"));
        if (!rights.Trades) return (null, new ApiFailure(ApiCode.Refused, "the key may not trade; give it that permission", "key"));
        return (new AccountCheck(Now(), new AccountPermissions(rights.Trades, rights.Withdraws, rights.IsIpRestricted), [.. found.Value.Balances.Select(balance => new BalanceView(balance.Asset, balance.Free, balance.Locked))], null) { Latency = LatencyView.Of(found.Value.Times), RateUse = found.Value.RateUse }, null);
    }

    async Task ChangeAsync(string name, Func<AccountDetails, AccountDetails> change, CancellationToken cancel)
    {
        if ((await database.Accounts.Details(cancel)).FirstOrDefault(row => row.Account == name) is { } details) await database.Accounts.PutDetails(change(details), cancel);
    }

    static AccountView? View(AccountRow row, AccountDetails? details, IReadOnlyList<string> shared, Visitor visitor)
    {
        var isOwn = details is null ? visitor.May(Role.Owner) : details.Owner == visitor.Name;
        if (!isOwn && !shared.Contains(visitor.Name, StringComparer.Ordinal)) return null;
        var check = details?.LastCheck is { Length: > 0 } text ? JsonSerializer.Deserialize<AccountCheck>(text, ApiJson.Options) : null;
        return new AccountView
        {
            Name = row.Name,
            Venue = row.Venue,
            IsPaper = row.IsPaper,
            IsDisabled = details?.IsDisabled ?? false,
            Url = details?.Place is { Length: > 0 } place ? place : null,
            KeyLast4 = isOwn && details?.KeyLast4 is { Length: > 0 } last ? last : null,
            Permissions = check?.Permissions,
            Balances = check?.Balances ?? [],
            LastCheck = check?.Time,
            Latency = check?.Latency,
            RateUse = check?.RateUse,
            Error = check?.Error,
            Owner = details?.Owner,
            SharedWith = shared,
        };
    }

    static ApiFailure? KeyFault(string? key, string? secret, string? passphrase)
    {
        if (string.IsNullOrWhiteSpace(key) || key.Length > MostKey || !key.All(char.IsAscii)) return ApiFailure.BadInput($"expected the key's public part, at most {MostKey} characters", "key");
        if (string.IsNullOrWhiteSpace(secret) || secret.Length > MostKey) return ApiFailure.BadInput($"expected the key's secret part, at most {MostKey} characters", "secret");
        return passphrase is { Length: > MostKey } ? ApiFailure.BadInput($"expected at most {MostKey} characters", "passphrase") : null;
    }

    // A key and its signatures never cross a network in the clear.
    static Result<Uri?> UrlOf(string? text)
    {
        if (string.IsNullOrEmpty(text)) return Result<Uri?>.Of(null);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.UserInfo.Length > 0 || url.PathAndQuery != "/") return Error.BadInput("expected https://HOST or, on this machine, http://127.0.0.1:PORT");
        return url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback) ? Result<Uri?>.Of(url) : Error.BadInput("expected https://HOST; http:// is for this machine alone");
    }

    static string Last(string key) => key.Length > 2 * Shown ? key[^Shown..] : "****";

    static string Clean(string text, AccountSecret secret) => ((string[])[secret.Secret, secret.Key, secret.Passphrase]).Where(part => part.Length > 0).Aggregate(text, (cleaned, part) => cleaned.Replace(part, "***", StringComparison.Ordinal));

    static string Text(AccountCheck? check) => check is null ? "" : JsonSerializer.Serialize(check, ApiJson.Options);

    long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
