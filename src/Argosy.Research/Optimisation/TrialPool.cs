using Argosy.Core.Values;

namespace Argosy.Research.Optimisation;

/// <summary>Where samplers put points: each is taken once, and only if the strategy accepts its parameters.</summary>
sealed class TrialPool(ParameterSpace space, TrialBinder binder)
{
    const int MostDraws = 1_000;
    const long MostEnumerated = 2_000_000;

    readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    readonly List<PooledTrial> _batch = [];
    int _room;
    int _lastId;
    bool _exhausted;

    /// <summary>The space.</summary>
    public ParameterSpace Space => space;

    /// <summary>Points that were refused by the strategy so far, each counted once; those of the batch included.</summary>
    public int Infeasible { get; private set; }

    /// <summary>What the strategy said to the first point it refused; null where it accepted all.</summary>
    public string? FirstRefusal { get; private set; }

    /// <summary>Whether the batch takes no more.</summary>
    public bool IsFull => _batch.Count >= _room;

    /// <summary>Begins a batch of at most so many points.</summary>
    public void Begin(int room)
    {
        _batch.Clear();
        _room = room;
    }

    /// <summary>The batch.</summary>
    public IReadOnlyList<PooledTrial> Batch => _batch;

    /// <summary>Takes a point; false where it has been tried before or the strategy refuses it.</summary>
    public bool Take(double[] point)
    {
        var texts = space.Texts(point);
        if (!_seen.Add(string.Join('\n', texts.Select(pair => pair.Value)))) return false;
        var bound = binder.Bind(_lastId + 1, texts);
        if (!bound.Ok) return Refuse(bound.Error!);
        _batch.Add(new PooledTrial(++_lastId, point, texts, bound.Value, null));
        return true;
    }

    /// <summary>Takes a point of a grid: refused ones have a number, too, but nothing of them runs.</summary>
    public void TakeAny(double[] point)
    {
        var texts = space.Texts(point);
        var bound = binder.Bind(_lastId + 1, texts);
        if (!bound.Ok) Refuse(bound.Error!);
        _batch.Add(new PooledTrial(++_lastId, point, texts, bound.Ok ? bound.Value : null, bound.Error?.Message));
    }

    /// <summary>Takes a point drawn evenly; false where nothing is left.</summary>
    public bool TakeRandom(SeededGenerator random)
    {
        if (_exhausted) return false;
        for (var i = 0; i < MostDraws; i++)
        {
            if (Take(space.Draw(random))) return true;
        }
        // Little is left: look from a drawn place on.
        if (space.Size is { } size and <= MostEnumerated)
        {
            var start = random.NextIndex((int)size);
            for (long i = 0; i < size; i++)
            {
                if (Take(space.PointAt((start + i) % size))) return true;
            }
        }
        _exhausted = true;
        return false;
    }

    bool Refuse(Error error)
    {
        Infeasible++;
        FirstRefusal ??= error.Message;
        return false;
    }
}

/// <summary>A point on its way to become a trial.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Point">Coordinates.</param>
/// <param name="Parameters">The ranges' values.</param>
/// <param name="Candidate">What runs; null where the strategy refuses it.</param>
/// <param name="Refusal">Why it refuses it.</param>
sealed record PooledTrial(int Id, double[] Point, IReadOnlyList<KeyValuePair<string, string>> Parameters, TrialCandidate? Candidate, string? Refusal);
