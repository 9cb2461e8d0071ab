using Argosy.Hosting.Ports;

namespace Argosy.Storage.Tests;

/// <summary>What every database must do with users, sessions, accounts and settings.</summary>
public abstract partial class DatabaseContract
{
    [Fact]
    public async Task Accounts_NamesAreUniqueAndKeysGoWithThem()
    {
        var account = new AccountRow { Name = "main", Venue = "binance", IsPaper = true, CreatedAt = 5 };
        Assert.True(await Database.Accounts.Add(account));
        Assert.False(await Database.Accounts.Add(account with { Venue = "kraken" }));
        Assert.Equal([account], await Database.Accounts.List());
        Assert.Null(await Database.Accounts.Key("main"));
        await Database.Accounts.PutKey("main", new byte[] { 1, 2, 0, 255 });
        await Database.Accounts.PutKey("main", new byte[] { 9, 0 });
        Assert.Equal([9, 0], await Database.Accounts.Key("main"));
        Assert.True(await Database.Accounts.Remove("main"));
        Assert.False(await Database.Accounts.Remove("main"));
        Assert.Null(await Database.Accounts.Key("main"));
    }

    [Fact]
    public async Task AccountDetails_BelongToTheirAccount()
    {
        await Database.Accounts.Add(new AccountRow { Name = "main", Venue = "binance", CreatedAt = 5 });
        foreach (var name in (string[])["anna", "ben", "cleo"]) await Database.Users.Add(User(name, "viewer"));
        var details = new AccountDetails { Account = "main", Owner = "anna", Place = "http://127.0.0.1:9100", KeyLast4 = "9f2c", LastCheck = "{}" };
        await Database.Accounts.PutDetails(details with { IsDisabled = true });
        await Database.Accounts.PutDetails(details);
        await Database.Accounts.PutShares("main", ["ben", "cleo"]);
        await Database.Accounts.PutShares("main", ["cleo", "cleo"]);
        Assert.Equal([details], await Database.Accounts.Details());
        Assert.Equal([("main", "cleo")], await Database.Accounts.Shares());
        await Database.Accounts.Remove("main");
        Assert.Empty(await Database.Accounts.Details());
        Assert.Empty(await Database.Accounts.Shares());
    }

    [Fact]
    public async Task Users_TheLastOwnerStays()
    {
        Assert.True(await Database.Users.AddFirst(User("anna", "owner")));
        Assert.False(await Database.Users.AddFirst(User("eve", "owner")));
        Assert.True(await Database.Users.Add(User("ben", "trader")));
        Assert.False(await Database.Users.Add(User("ben", "owner")));
        Assert.Equal(UserChange.LastOwner, await Database.Users.Remove("anna"));
        Assert.Equal(UserChange.LastOwner, await Database.Users.Change("anna", user => user with { Role = "viewer" }));
        Assert.Equal(UserChange.LastOwner, await Database.Users.Change("anna", user => user with { IsDisabled = true }));
        Assert.Equal(UserChange.NotFound, await Database.Users.Change("nobody", user => user));
        Assert.Equal(UserChange.Done, await Database.Users.Change("ben", user => user with { Role = "owner" }));
        var both = await Task.WhenAll(Database.Users.Remove("anna"), Database.Users.Remove("ben"));
        Assert.Equal([UserChange.Done, UserChange.LastOwner], both.Order());
        Assert.Single(await Database.Users.List());
    }

    [Fact]
    public async Task Users_AStepOfTheSecondFactorCountsOnce()
    {
        await Database.Users.Add(User("anna", "owner"));
        var used = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Database.Users.UseTotpStep("anna", 100)));
        Assert.Single(used, first => first);
        Assert.False(await Database.Users.UseTotpStep("anna", 99));
        Assert.True(await Database.Users.UseTotpStep("anna", 101));
        Assert.Equal(101, (await Database.Users.Find("anna"))!.TotpStep);
    }

    [Fact]
    public async Task SessionsAndTokens_GoWithTheirUser()
    {
        await Database.Users.Add(User("anna", "owner"));
        await Database.Users.Add(User("ben", "viewer"));
        var session = new SessionRow { Id = "s1", SecretHash = "h1", User = "ben", CreatedAt = 10, SeenAt = 10, Address = "::1", Agent = "test" };
        await Database.Users.AddSession(session);
        await Database.Users.AddSession(session with { Id = "s2", SecretHash = "h2", CreatedAt = 20 });
        await Database.Users.TouchSession("s1", 50, 60);
        Assert.Equal((session with { SeenAt = 50, ElevatedUntil = 60 }, User("ben", "viewer")), (await Database.Users.Session("h1"))!.Value);
        Assert.Null(await Database.Users.Session("h9"));
        Assert.Equal(["s2", "s1"], (await Database.Users.Sessions("ben")).Select(s => s.Id));
        Assert.Empty(await Database.Users.Sessions("anna"));
        await Database.Users.RemoveOldSessions(createdBefore: 0, seenBefore: 15);
        Assert.Equal(["s1"], (await Database.Users.Sessions(null)).Select(s => s.Id));
        await Database.Users.RemoveSessions("ben", but: "s1");
        Assert.Single(await Database.Users.Sessions("ben"));
        var token = new TokenRow { Id = "t1", SecretHash = "h3", User = "ben", Name = "robot", Scopes = 3, CreatedAt = 1, ExpiresAt = 0 };
        await Database.Users.AddToken(token);
        await Database.Users.TouchToken("t1", 7);
        Assert.Equal((token with { SeenAt = 7 }, User("ben", "viewer")), (await Database.Users.Token("h3"))!.Value);
        Assert.False(await Database.Users.RemoveToken("anna", "t1"));
        Assert.Equal([token with { SeenAt = 7 }], await Database.Users.Tokens("ben"));
        Assert.Equal(UserChange.Done, await Database.Users.Remove("ben"));
        Assert.Empty(await Database.Users.Sessions(null));
        Assert.Null(await Database.Users.Token("h3"));
    }

    [Fact]
    public async Task Documents_AreReplaced()
    {
        Assert.Null(await Database.Documents.Get("user:anna", "preferences"));
        await Database.Documents.Put("user:anna", "preferences", "{}");
        await Database.Documents.Put("user:anna", "preferences", """{"density":"compact"}""");
        await Database.Documents.Put("server", "preferences", "1");
        Assert.Equal("""{"density":"compact"}""", await Database.Documents.Get("user:anna", "preferences"));
        var drawn = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Database.Documents.GetOrAdd("server", "secret", $"{i}")));
        Assert.Single(drawn.Distinct());
        await Database.Documents.Remove("user:anna");
        Assert.Null(await Database.Documents.Get("user:anna", "preferences"));
        Assert.Equal("1", await Database.Documents.Get("server", "preferences"));
    }

    [Fact]
    public async Task Idempotency_AKeyIsClaimedOnce()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Database.Idempotency.Begin("anna", "key-1", "hash", i)));
        Assert.Single(claims, claim => claim is null);
        Assert.All(claims, claim => Assert.Equal(0, claim?.Status ?? 0));
        await Database.Idempotency.Finish("anna", "key-1", 201, "application/json", [1, 2]);
        var stored = await Database.Idempotency.Begin("anna", "key-1", "other", 9);
        Assert.Equal(("hash", 201, "application/json"), (stored!.RequestHash, stored.Status, stored.Media));
        Assert.Equal([1, 2], stored.Body);
        Assert.Null(await Database.Idempotency.Begin("ben", "key-1", "hash", 9));
        await Database.Idempotency.Forget("anna", "key-1");
        Assert.Null(await Database.Idempotency.Begin("anna", "key-1", "hash", 100));
        await Database.Idempotency.RemoveBefore(50);
        Assert.Null(await Database.Idempotency.Begin("ben", "key-1", "hash", 100));
        Assert.NotNull(await Database.Idempotency.Begin("anna", "key-1", "hash", 100));
    }
}
