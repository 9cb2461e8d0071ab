using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Argosy.Scripting.TypeScript;

/// <summary>Writes one frame after another into the same memory: four bytes of length, then little-endian fields.</summary>
sealed class FrameWriter
{
    const int HeadLength = 4;

    byte[] _bytes = new byte[1 << 16];
    int _at = HeadLength;

    /// <summary>Begins a frame of a kind.</summary>
    public void Begin(byte kind)
    {
        _at = HeadLength;
        Byte(kind);
    }

    /// <summary>The frame with its length.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes, _at - HeadLength);
        return _bytes.AsSpan(0, _at);
    }

    public void Byte(int value)
    {
        Room(1);
        _bytes[_at++] = (byte)value;
    }

    public void Short(int value)
    {
        Room(2);
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(_at), (ushort)value);
        _at += 2;
    }

    public void Int(int value)
    {
        Room(4);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_at), value);
        _at += 4;
    }

    public void Number(double value)
    {
        Room(8);
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.AsSpan(_at), value);
        _at += 8;
    }

    public void Column(ReadOnlySpan<double> values)
    {
        var bytes = MemoryMarshal.AsBytes(values);
        Room(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_at));
        _at += bytes.Length;
    }

    public void Times(ReadOnlySpan<long> values)
    {
        Room(values.Length * 8);
        var to = MemoryMarshal.Cast<byte, double>(_bytes.AsSpan(_at, values.Length * 8));
        for (var i = 0; i < values.Length; i++) to[i] = values[i];
        _at += values.Length * 8;
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_at));
        _at += bytes.Length;
    }

    void Room(int bytes)
    {
        if (_at + bytes > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_at + bytes, _bytes.Length * 2));
    }
}
