using System.Text.Json;
using Argosy.Hosting.Ports;

namespace Argosy.Venues.Wire;

/// <summary>Walks the fields of one JSON object and reads their values strictly: a field of another kind or given twice makes the whole object bad.</summary>
internal ref struct FlatReader
{
    Utf8JsonReader _json;
    UInt128 _seen, _pairs;
    int _pairCount;

    /// <summary>Stands before the first field of the object that <paramref name="utf8"/> is.</summary>
    public FlatReader(ReadOnlySpan<byte> utf8)
    {
        _json = new Utf8JsonReader(utf8);
        IsGood = _json.Read() && _json.TokenType == JsonTokenType.StartObject;
    }

    /// <summary>Whether everything so far was as expected.</summary>
    public bool IsGood { get; private set; }

    /// <summary>The current field's name, if it is one letter; 0 for longer names.</summary>
    public byte Letter { get; private set; }

    /// <summary>The current field's name.</summary>
    public readonly ReadOnlySpan<byte> Name => _json.ValueSpan;

    /// <summary>Goes to the next field; false at the object's end.</summary>
    public bool Next()
    {
        if (!IsGood || !_json.Read() || _json.TokenType != JsonTokenType.PropertyName) return false;
        Letter = _json.ValueSpan.Length == 1 ? _json.ValueSpan[0] : (byte)0;
        return true;
    }

    /// <summary>Whether the object was read to its end and all these one-letter fields were there.</summary>
    public readonly bool Complete(ReadOnlySpan<byte> letters)
    {
        foreach (var letter in letters)
        {
            if ((_seen & (UInt128.One << (letter & 127))) == 0) return false;
        }
        return IsGood && _json.TokenType == JsonTokenType.EndObject;
    }

    public void Skip()
    {
        _json.Read();
        _json.Skip();
    }

    public decimal Decimal()
    {
        var value = 0m;
        Take();
        if (_json.TokenType is not (JsonTokenType.String or JsonTokenType.Number) || !NumberText.TryDecimal(_json.ValueSpan, out value)) IsGood = false;
        return value;
    }

    /// <summary>An amount of money or goods: not negative.</summary>
    public decimal Amount()
    {
        var value = Decimal();
        if (value < 0) IsGood = false;
        return value;
    }

    /// <summary>A price or quantity that must be above 0.</summary>
    public decimal Positive()
    {
        var value = Decimal();
        if (value <= 0) IsGood = false;
        return value;
    }

    public long Long()
    {
        Take();
        if (_json.TokenType == JsonTokenType.Number && _json.TryGetInt64(out var value)) return value;
        IsGood = false;
        return 0;
    }

    public bool Bool()
    {
        Take();
        if (_json.TokenType is not (JsonTokenType.True or JsonTokenType.False)) IsGood = false;
        return _json.TokenType == JsonTokenType.True;
    }

    /// <summary>Plain text as it stands; null reads as empty, escapes are refused.</summary>
    public ReadOnlySpan<byte> Text()
    {
        Take();
        if (_json.TokenType == JsonTokenType.Null) return default;
        if (_json.TokenType != JsonTokenType.String || _json.ValueIsEscaped) IsGood = false;
        return IsGood ? _json.ValueSpan : default;
    }

    /// <summary>Levels written as [price, quantity, …].</summary>
    public void Levels(List<BookLevel> into)
    {
        into.Clear();
        Take();
        if (_json.TokenType != JsonTokenType.StartArray) IsGood = false;
        while (IsGood && _json.Read() && _json.TokenType == JsonTokenType.StartArray)
        {
            var (price, quantity) = (0m, 0m);
            IsGood = _json.Read() && NumberText.TryDecimal(_json.ValueSpan, out price) && price > 0 && _json.Read() && NumberText.TryDecimal(_json.ValueSpan, out quantity) && quantity >= 0;
            while (IsGood && _json.Read() && _json.TokenType != JsonTokenType.EndArray) _json.Skip();
            into.Add(new(price, quantity));
        }
        IsGood &= _json.TokenType == JsonTokenType.EndArray;
    }

    /// <summary>Goes into an array of objects; each is given by <see cref="NextObject"/>.</summary>
    public void Enter()
    {
        Take();
        if (_json.TokenType != JsonTokenType.StartArray) IsGood = false;
    }

    /// <summary>The next object of the array as its own bytes; false at its end.</summary>
    public bool NextObject(ReadOnlySpan<byte> whole, out ReadOnlySpan<byte> one)
    {
        one = default;
        if (!IsGood || !_json.Read() || _json.TokenType == JsonTokenType.EndArray) return false;
        return Slice(whole, out one);
    }

    /// <summary>The current field's object as its own bytes.</summary>
    public bool Object(ReadOnlySpan<byte> whole, out ReadOnlySpan<byte> one)
    {
        Take();
        return Slice(whole, out one);
    }

    bool Slice(ReadOnlySpan<byte> whole, out ReadOnlySpan<byte> one)
    {
        one = default;
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            IsGood = false;
            return false;
        }
        var start = (int)_json.TokenStartIndex;
        _json.Skip();
        one = whole[start..(int)_json.BytesConsumed];
        return true;
    }

    void Take()
    {
        if (Letter != 0)
        {
            var bit = UInt128.One << (Letter & 127);
            if ((_seen & bit) != 0) IsGood = false;
            _seen |= bit;
        }
        else if (_json.TokenType == JsonTokenType.PropertyName && _json.ValueSpan.Length == 2)
        {
            TakePair((ushort)((_json.ValueSpan[0] << 8) | _json.ValueSpan[1]));
        }
        if (!_json.Read()) IsGood = false;
    }

    // Names of two letters, eight at most: each is seen once.
    void TakePair(ushort pair)
    {
        for (var i = 0; i < _pairCount; i++) if ((ushort)(_pairs >> (16 * i)) == pair) IsGood = false;
        if (_pairCount == 8) IsGood = false;
        else _pairs |= (UInt128)pair << (16 * _pairCount++);
    }
}
