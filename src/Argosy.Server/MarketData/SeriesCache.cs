using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Data.Files;
using Argosy.Server.Jobs;

namespace Argosy.Server.MarketData;

/// <summary>Opened series and what is kept of them; a file that has changed is read anew, the longest unused ones are forgotten.</summary>
internal sealed class SeriesCache(ResearchFolders folders)
{
    const long MostBytes = 256L << 20;

    readonly Lock _gate = new();
    readonly Dictionary<string, (string Hash, Lazy<Result<SeriesLevels>> Levels, long Used)> _known = new(StringComparer.Ordinal);
    long _clock;

    /// <summary>The catalogue.</summary>
    public BarCatalogue Catalogue => new(folders.Bars);

    /// <summary>Opens a series with what is kept of it; who asks closes the file.</summary>
    public Result<(BarFile File, SeriesLevels Levels)> Open(string name)
    {
        var path = Catalogue.Find(name);
        if (!path.Ok) return Error.NotFound(path.Error!.Message.Replace($" in {folders.Bars}", "", StringComparison.Ordinal).Replace($"{folders.Bars} holds none", "there is none yet", StringComparison.Ordinal));
        var opened = BarFile.Open(path.Value);
        if (!opened.Ok) return opened.Error!;
        var levels = LevelsOf(name, opened.Value);
        if (levels.Ok) return (opened.Value, levels.Value);
        opened.Value.Dispose();
        return levels.Error!;
    }

    /// <summary>Forgets what is kept.</summary>
    public void Forget()
    {
        lock (_gate) _known.Clear();
    }

    // Two who ask at once read it once.
    Result<SeriesLevels> LevelsOf(string name, BarFile file)
    {
        Lazy<Result<SeriesLevels>> levels;
        lock (_gate)
        {
            levels = _known.TryGetValue(name, out var known) && known.Hash == file.Info.Hash ? known.Levels : new Lazy<Result<SeriesLevels>>(() => SeriesLevels.Read(file));
            _known[name] = (file.Info.Hash, levels, ++_clock);
        }
        var read = levels.Value;
        lock (_gate)
        {
            if (!read.Ok) _known.Remove(name);
            while (_known.Count > 1 && _known.Values.Sum(entry => entry.Levels.IsValueCreated && entry.Levels.Value.Ok ? entry.Levels.Value.Value.Bytes : 0) > MostBytes) _known.Remove(_known.MinBy(entry => entry.Value.Used).Key);
        }
        return read;
    }
}
