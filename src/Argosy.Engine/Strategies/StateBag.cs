using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Argosy.Engine.Strategies;

/// <summary>What a strategy keeps under names: seen in the web app, stored with the run, handed to the next version when a deployment is updated.</summary>
/// <remarks>
/// Values are truth values, numbers, texts and arrays of numbers. What a callback changed is undone when it throws. Fields of the strategy
/// are as good for what nobody needs to see: a run is rebuilt from its events after a crash, fields and state alike.
/// </remarks>
public sealed class StateBag
{
    /// <summary>Most names.</summary>
    public const int MostNames = 500;

    /// <summary>Longest text in characters, and longest array.</summary>
    public const int MostLength = 10_000;

    readonly SortedDictionary<string, object?> _values = new(StringComparer.Ordinal);
    readonly Dictionary<string, Former> _former = new(StringComparer.Ordinal);

    /// <summary>An empty bag of no run.</summary>
    public StateBag()
        : this(-1, -1)
    {
    }

    string? _whole;
    string? _formerWhole;

    internal StateBag(short book, short instrument) => (Book, Instrument) = (book, instrument);

    /// <summary>The strategy's book; −1 outside a run.</summary>
    public short Book { get; }

    /// <summary>Index of the instrument; −1 for a strategy that sees all, or outside a run.</summary>
    public short Instrument { get; }

    /// <summary>Counts the changes: equal numbers mean that nothing has changed.</summary>
    public int Changes { get; private set; }

    /// <summary>How many names there are.</summary>
    public int Count => _whole is null ? _values.Count : 1;

    /// <summary>The names, in ordinal order.</summary>
    public IReadOnlyCollection<string> Names => _values.Keys;

    /// <summary>Whether there is a value under the name.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The value under a name, or <paramref name="otherwise"/> where there is none.</summary>
    /// <typeparam name="T">bool, int, long, double, decimal, string or an array of double.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="otherwise">What to answer where nothing is kept under it.</param>
    /// <exception cref="InvalidCastException">What is kept is of another kind.</exception>
    [return: NotNullIfNotNull(nameof(otherwise))]
    public T? Get<T>(string name, T? otherwise = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _values.TryGetValue(name, out var kept) ? StateValue.As<T>(name, kept)! : otherwise;
    }

    /// <summary>Keeps a value under a name. NaN is kept as nothing known and read as NaN; infinity is refused.</summary>
    /// <typeparam name="T">bool, int, long, double, decimal, string or an array of double.</typeparam>
    /// <param name="name">The name, 1 to 100 characters.</param>
    /// <param name="value">The value; an array is copied.</param>
    /// <exception cref="ArgumentException">The value is of a kind that cannot be kept, or too long, or there are too many names.</exception>
    public void Set<T>(string name, T value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > 100) throw new ArgumentException($"a name of the state has 1 to 100 characters, this one has {name.Length}");
        var kept = StateValue.Of(name, value);
        var isThere = _values.TryGetValue(name, out var former);
        if (isThere && StateValue.AreEqual(former, kept)) return;
        if (!isThere && _values.Count == MostNames) throw new ArgumentException($"the state holds {MostNames} names, no more are kept; '{name}' was one more");
        Remember(name, isThere, former);
        _values[name] = kept;
    }

    /// <summary>Keeps a value that is given as JSON, e.g. an object of a bot in another language; no other kind reads it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="json">The value, well-formed JSON, which is not checked here.</param>
    /// <exception cref="ArgumentException">It is too long, or there are too many names.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void SetJson(string name, string json) => Set(name, new RawJson(json));

    /// <summary>A value of <see cref="SetJson"/>, or any other as JSON; null where there is none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public string? GetJson(string name) => _values.TryGetValue(name, out var kept) ? StateValue.Json(kept) : null;

    /// <summary>Forgets what is kept under a name; nothing where there is nothing.</summary>
    public void Remove(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!_values.Remove(name, out var former)) return;
        Remember(name, true, former);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        foreach (var name in _values.Keys.ToArray()) Remove(name);
    }

    /// <summary>Takes over all that another bag keeps, in place of what is kept here.</summary>
    public void CopyFrom(StateBag other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(other, this)) return;
        if (other._whole is { } whole) SetWhole(whole);
        foreach (var name in _values.Keys.Where(name => !other.Has(name)).ToArray()) Remove(name);
        foreach (var (name, kept) in other._values)
        {
            var isThere = _values.TryGetValue(name, out var former);
            if (isThere && StateValue.AreEqual(former, kept)) continue;
            Remember(name, isThere, former);
            _values[name] = kept;
        }
    }

    /// <summary>Keeps a whole JSON object in place of values under names: a strategy that runs elsewhere has a state of any shape.</summary>
    /// <param name="json">A JSON object.</param>
    public void SetWhole(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json == _whole) return;
        _formerWhole ??= _whole;
        _whole = json;
        Changes++;
    }

    /// <summary>All of it as a JSON object, names in ordinal order: equal states give equal texts.</summary>
    public string ToJson() => _whole ?? StateValue.Json(_values);

    /// <summary>A callback has returned: what it changed stays.</summary>
    internal void Commit()
    {
        _formerWhole = null;
        _former.Clear();
    }

    /// <summary>A callback has thrown: what it changed is undone.</summary>
    internal void Undo()
    {
        if (_formerWhole is not null)
        {
            (_whole, _formerWhole) = (_formerWhole, null);
            Changes++;
        }
        if (_former.Count == 0) return;
        foreach (var (name, former) in _former)
        {
            if (former.WasThere) _values[name] = former.Value;
            else _values.Remove(name);
        }
        _former.Clear();
        Changes++;
    }

    void Remember(string name, bool wasThere, object? value)
    {
        Changes++;
        _former.TryAdd(name, new Former(wasThere, value));
    }

    readonly record struct Former(bool WasThere, object? Value);
}
