using System.Buffers.Binary;
using System.Text;

namespace Argosy.Scripting.TypeScript;

/// <summary>Reads the fields of an answer. What does not fit is nobody's answer: the bot's process is not trusted.</summary>
ref struct AnswerReader(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> _left = bytes;

    /// <summary>Whether the answer had too few bytes, or fields out of range.</summary>
    public bool IsBroken { get; private set; }

    public int Byte() => Take(1) is { Length: 1 } one ? one[0] : 0;

    public int Short() => Take(2) is { Length: 2 } two ? BinaryPrimitives.ReadUInt16LittleEndian(two) : 0;

    public int Int() => Take(4) is { Length: 4 } four ? BinaryPrimitives.ReadInt32LittleEndian(four) : 0;

    public double Number() => Take(8) is { Length: 8 } eight ? BinaryPrimitives.ReadDoubleLittleEndian(eight) : 0;

    public string Text()
    {
        var length = Int();
        return length >= 0 ? Encoding.UTF8.GetString(Take(length)) : Broken("");
    }

    /// <summary>A whole number below a limit.</summary>
    public int Below(int value, int limit) => (uint)value < (uint)limit ? value : Broken(0);

    /// <summary>An amount of money or a price: 0 or more, with fifteen digits as people write them.</summary>
    public decimal Money()
    {
        var value = Number();
        return value >= 0 && value < 1e15 ? (decimal)value : Broken(0m);
    }

    T Broken<T>(T nothing)
    {
        IsBroken = true;
        return nothing;
    }

    ReadOnlySpan<byte> Take(int length)
    {
        if (IsBroken || length > _left.Length)
        {
            IsBroken = true;
            return default;
        }
        var taken = _left[..length];
        _left = _left[length..];
        return taken;
    }
}
