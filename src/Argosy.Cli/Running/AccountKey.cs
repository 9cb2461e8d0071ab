using Argosy.Core.Values;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.PlugIns;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Cli.Running;

/// <summary>An account's key, from the vault or from the environment; from there it goes into the vault once the venue took it.</summary>
sealed class AccountKey
{
    const string Variable = "ARGOSY_MASTER_KEY", Vault = "vault", Environmental = "env:";

    readonly AccountSecret _fields;

    AccountKey(AccountSecret fields, bool isNew) => (_fields, IsNew) = (fields, isNew);

    /// <summary>Whether the vault does not hold it yet.</summary>
    public bool IsNew { get; }

    /// <summary>Texts that never stand in a log.</summary>
    public IReadOnlyList<string> Secrets => [_fields.Key, _fields.Secret, _fields.Passphrase];

    /// <summary>Its parts.</summary>
    public AccountSecret Fields => _fields;

    /// <summary>The last four letters of its public part, to tell keys apart.</summary>
    public string Last4 => _fields.Key.Length > 8 ? _fields.Key[^4..] : "****";

    /// <summary>As adapters want it.</summary>
    public VenueKey Key => new(_fields.Key, _fields.Secret, _fields.Passphrase);

    /// <summary>As plug-ins want it.</summary>
    public PlugInKey ForPlugIn => new(_fields.Key, _fields.Secret, _fields.Passphrase);

    /// <summary>Opens the vault.</summary>
    /// <param name="file">File of the master key; null: the environment has it.</param>
    public static Result<KeyVault> OpenVault(string? file)
    {
        string? text;
        try
        {
            text = file is null ? Environment.GetEnvironmentVariable(Variable) : File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Error.BadInput($"--master-key: {file} cannot be read: {unreadable.Message}");
        }
        if (string.IsNullOrWhiteSpace(text)) return Error.BadInput($"--live needs a master key: {Variable} of the environment or --master-key FILE, 32 random bytes in base64 (e.g. made by: openssl rand -base64 32), kept apart from the data");
        var vault = KeyVault.Open(text);
        return vault.Ok ? vault : Error.BadInput($"{(file is null ? Variable : "--master-key")}: {vault.Error!.Message}");
    }

    /// <summary>Finds an account's key.</summary>
    public static async Task<Result<AccountKey>> FindAsync(string? source, string account, KeyVault vault, IAccountStore accounts, CancellationToken cancellation)
    {
        if (source is not null && source.StartsWith(Environmental, StringComparison.Ordinal)) return OfEnvironment(source);
        if (source is not null and not Vault) return Error.BadInput($"--key: '{source}' says no place; expected vault or env:NAME");
        if (await accounts.Key(account, cancellation).ConfigureAwait(false) is not { } held) return Error.NotFound($"--account: the vault has no key of {account}; --key env:NAME takes NAME_KEY and NAME_SECRET of the environment");
        var opened = AccountSecret.Open(vault, account, held);
        return opened.Ok ? new AccountKey(opened.Value, isNew: false) : opened.Error!;
    }

    /// <summary>Seals it into the vault.</summary>
    public Task SaveAsync(string account, KeyVault vault, IAccountStore accounts, CancellationToken cancellation) =>
        accounts.PutKey(account, _fields.Seal(vault, account), cancellation);

    /// <summary>A key that the environment holds.</summary>
    /// <param name="source">env:NAME.</param>
    public static Result<AccountKey> OfEnvironment(string source)
    {
        if (!source.StartsWith(Environmental, StringComparison.Ordinal)) return Error.BadInput("--key: expected env:NAME; a secret does not stand in a command line or a file");
        var name = source[Environmental.Length..];
        var (key, secret) = (Environment.GetEnvironmentVariable($"{name}_KEY"), Environment.GetEnvironmentVariable($"{name}_SECRET"));
        if (string.IsNullOrEmpty(key) || string.IsNullOrEmpty(secret)) return Error.BadInput($"--key: the environment has no {name}_{(string.IsNullOrEmpty(key) ? "KEY" : "SECRET")}");
        return new AccountKey(new AccountSecret(key, secret, Environment.GetEnvironmentVariable($"{name}_PASSPHRASE") ?? ""), isNew: true);
    }
}
