namespace Argosy.Hosting.Orders;

/// <summary>Whole numbers in the digits 0-9 and a-z, at a fixed width.</summary>
internal static class Base36
{
    const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>Fills all of <paramref name="text"/>, leading zeros included.</summary>
    public static void Write(int value, Span<char> text)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = Digits[value % Digits.Length];
            value /= Digits.Length;
        }
    }

    /// <summary>At most six digits; false at any other character and beyond 2^31 − 1.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out int value)
    {
        var sum = 0L;
        value = 0;
        foreach (var c in text)
        {
            var digit = c is >= '0' and <= '9' ? c - '0' : c is >= 'a' and <= 'z' ? c - 'a' + 10 : -1;
            if (digit < 0) return false;
            sum = (sum * Digits.Length) + digit;
        }
        if (sum > int.MaxValue) return false;
        value = (int)sum;
        return true;
    }
}
