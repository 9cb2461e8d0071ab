using Argosy.Core.Values;
using Argosy.Hosting.Accounts;

namespace Argosy.Cli.Serving;

/// <summary>The master key of a server: from the environment or a file; made where a server has none yet.</summary>
static class MasterKeyFile
{
    const string Variable = "ARGOSY_MASTER_KEY";

    /// <summary>Opens the vault.</summary>
    /// <param name="named">The file the user named; null for the usual places.</param>
    /// <param name="data">The data folder, in which the key may not lie.</param>
    public static Result<(KeyVault Vault, string Place)> Open(string? named, string data)
    {
        if (named is null && Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text) return Opened(text, Variable);
        var file = Path.GetFullPath(named ?? Usual());
        if (IsWithin(file, data)) return Error.BadInput($"--master-key: {file} lies in the data folder; a copy of the folder would hold the keys and what opens them. Expected a place outside {data}");
        try
        {
            if (!File.Exists(file)) Make(file);
            return Opened(File.ReadAllText(file), file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Error.BadInput($"--master-key: {file} cannot be read or made: {unreadable.Message}");
        }
    }

    static Result<(KeyVault Vault, string Place)> Opened(string text, string place)
    {
        var vault = KeyVault.Open(text);
        return vault.Ok ? (vault.Value, place) : Error.BadInput($"{place}: {vault.Error!.Message}");
    }

    static string Usual() => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } configured ? configured : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config"), "argosy", "master.key");

    static void Make(string file)
    {
        if (OperatingSystem.IsWindows()) throw new UnauthorizedAccessException("a key that others cannot read is made on Linux alone; make it by hand");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var made = new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        using var writer = new StreamWriter(made);
        writer.WriteLine(KeyVault.NewMasterKey());
    }

    static bool IsWithin(string file, string folder) => file.StartsWith(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
