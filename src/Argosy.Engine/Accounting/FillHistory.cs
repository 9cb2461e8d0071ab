using Argosy.Core.Orders;

namespace Argosy.Engine.Accounting;

/// <summary>All fills of a run in order, in blocks that are never copied: 80 bytes a fill.</summary>
public sealed class FillHistory
{
    const int BlockShift = 11, BlockSize = 1 << BlockShift;
    Fill[]?[] _blocks = new Fill[16][];

    /// <summary>Number of fills.</summary>
    public int Count { get; private set; }

    /// <summary>The fill at <paramref name="index"/> (0..Count−1).</summary>
    public ref readonly Fill this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return ref _blocks[index >> BlockShift]![index & (BlockSize - 1)];
        }
    }

    /// <summary>Adds the next fill.</summary>
    /// <remarks>A block is written before it is read: nothing needs to clear it.</remarks>
    public void Add(in Fill fill)
    {
        var block = Count >> BlockShift;
        if (block == _blocks.Length) Array.Resize(ref _blocks, block * 2);
        (_blocks[block] ??= GC.AllocateUninitializedArray<Fill>(BlockSize))[Count & (BlockSize - 1)] = fill;
        Count++;
    }

    /// <summary>Forgets all fills; the blocks are kept for those of another run.</summary>
    public void Clear() => Count = 0;
}
