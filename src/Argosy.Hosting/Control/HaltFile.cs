using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Hosting.Journal;

namespace Argosy.Hosting.Control;

/// <summary>Which accounts are halted and why, over restarts of the host: nobody finds entries allowed again because a machine did restart.</summary>
/// <remarks>Safe from any thread. Where the file cannot be written the halt holds until the process ends; where it cannot be read everything is halted.</remarks>
public sealed class HaltFile
{
    const string All = "*";

    readonly string? _path;
    readonly Lock _gate = new();
    volatile Dictionary<string, string> _halts = new(StringComparer.Ordinal);

    /// <summary>The halts of a file; null for none that is kept.</summary>
    public HaltFile(string? path)
    {
        _path = path;
        if (path is null || !File.Exists(path)) return;
        try
        {
            _halts = new Dictionary<string, string>(JsonSerializer.Deserialize(File.ReadAllBytes(path), HaltJson.Default.DictionaryStringString) ?? [], StringComparer.Ordinal);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            _halts = new(StringComparer.Ordinal) { [All] = $"kill switch: its file {path} cannot be read: {unreadable.Message}" };
        }
    }

    /// <summary>Why all are halted; empty where they are not.</summary>
    public string Everywhere => Of(All);

    /// <summary>Accounts that are halted by themselves, with reasons.</summary>
    public IReadOnlyDictionary<string, string> Accounts => _halts.Where(halt => halt.Key != All).ToDictionary(halt => halt.Key, halt => halt.Value);

    /// <summary>Why the file does not hold what was set last; empty where it does.</summary>
    public string Trouble { get; private set; } = "";

    /// <summary>Why one account is halted by itself; empty where it is not.</summary>
    public string Of(string account) => _halts.GetValueOrDefault(account, "");

    /// <summary>Halts an account, or all where it is null.</summary>
    public void Set(string? account, string reason) => Change(halts => halts[account ?? All] = reason);

    /// <summary>Lifts an account's halt; all where it is null.</summary>
    public void Lift(string? account) => Change(halts =>
    {
        if (account is null) halts.Clear();
        else halts.Remove(account);
    });

    void Change(Action<Dictionary<string, string>> change)
    {
        lock (_gate)
        {
            var next = new Dictionary<string, string>(_halts, StringComparer.Ordinal);
            change(next);
            _halts = next;
            if (_path is null) return;
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
                using (var file = File.OpenHandle(_path + ".next", FileMode.Create, FileAccess.Write))
                {
                    RandomAccess.Write(file, JsonSerializer.SerializeToUtf8Bytes(next, HaltJson.Default.DictionaryStringString), 0);
                    Durable.FlushData(file);
                }
                File.Move(_path + ".next", _path, overwrite: true);
                Durable.FlushFolder(Path.GetDirectoryName(_path)!);
                Trouble = "";
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                // Entries stay blocked in memory; the desks of live accounts keep files of their own.
                Trouble = $"the kill switch holds until this process ends, but {_path} could not be written: {failed.Message}";
            }
        }
    }
}

/// <summary>The file's JSON.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
sealed partial class HaltJson : JsonSerializerContext;
