namespace Argosy.Worker.Compiling;

/// <summary>The bots compiled lately, by name and source; the one that was not used for longest goes first.</summary>
sealed class RecentImages(int most)
{
    readonly Lock _gate = new();
    readonly Dictionary<(string Name, string Hash), LinkedListNode<((string Name, string Hash) Key, CompiledBot Bot)>> _known = [];
    readonly LinkedList<((string Name, string Hash) Key, CompiledBot Bot)> _order = new();

    public CompiledBot? Find(string name, string hash)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue((name, hash), out var node)) return null;
            _order.Remove(node);
            _order.AddFirst(node);
            return node.Value.Bot;
        }
    }

    public void Keep(string name, string hash, CompiledBot bot)
    {
        lock (_gate)
        {
            if (_known.Remove((name, hash), out var old)) _order.Remove(old);
            _known[(name, hash)] = _order.AddFirst(((name, hash), bot));
            if (_known.Count <= most) return;
            var last = _order.Last!;
            _order.RemoveLast();
            _known.Remove(last.Value.Key);
        }
    }
}
