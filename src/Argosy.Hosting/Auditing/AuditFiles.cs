using System.Text.Json;
using Argosy.Hosting.Logs;

namespace Argosy.Hosting.Auditing;

/// <summary>The CSV logs of a data folder: <c>audit</c> with every message of every run, which <c>argosy replay</c> takes, and <c>trading</c> with orders and executions.</summary>
public sealed class AuditFiles : IDisposable
{
    /// <summary>What the files of the whole log begin with.</summary>
    public const string Audit = "audit";

    /// <summary>What the files of orders and executions begin with.</summary>
    public const string Trading = "trading";

    readonly RotatingFile _audit, _trading;
    readonly Dictionary<int, long> _numbers = [];

    /// <summary>Opens the logs of a folder to go on with.</summary>
    public AuditFiles(string folder, TimeProvider time, long mostBytes = 64 << 20)
    {
        _audit = new RotatingFile(folder, Audit, "csv", AuditText.Header, time, mostBytes);
        _trading = new RotatingFile(folder, Trading, "csv", AuditText.Header, time, mostBytes);
        foreach (var file in RotatingFile.Files(folder, Audit, "csv")) Learn(file);
    }

    /// <summary>Adds something; a message of a run that is there is left out.</summary>
    public void Add(AuditDraft draft, string data)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Number > 0)
        {
            if (draft.Number <= _numbers.GetValueOrDefault(draft.Deployment)) return;
            _numbers[draft.Deployment] = draft.Number;
        }
        var line = AuditText.Line(draft, data);
        _audit.Add(line);
        if (draft.IsTrading) _trading.Add(line);
    }

    /// <summary>Hands what was written to the system.</summary>
    public void Flush()
    {
        _audit.Flush();
        _trading.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _audit.Dispose();
        _trading.Dispose();
    }

    // How far each run is in the files.
    void Learn(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (Place(line) is { } at) _numbers[at.Deployment] = Math.Max(at.Number, _numbers.GetValueOrDefault(at.Deployment));
        }
    }

    static (int Deployment, long Number)? Place(string line)
    {
        var begin = line.IndexOf(",\"{\"\"deployment\"\":", StringComparison.Ordinal);
        if (begin < 0 || line[^1] != '"') return null;
        try
        {
            using var data = JsonDocument.Parse(line[(begin + 2)..^1].Replace("\"\"", "\"", StringComparison.Ordinal));
            return data.RootElement.TryGetProperty("number", out var number) ? (data.RootElement.GetProperty("deployment").GetInt32(), number.GetInt64()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
