using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Argosy.Core.Values;
using Microsoft.AspNetCore.Mvc;

namespace Argosy.Server.Http;

/// <summary>Which page of a list is asked for, by key and not by number: what is added meanwhile moves nothing.</summary>
/// <param name="Limit">Rows of a page, 1 to 1000; 200 where it is not said.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
public sealed record PageQuery([FromQuery] int? Limit = null, [FromQuery] string? After = null)
{
    const int Usual = 200, Most = 1_000;

    /// <summary>Rows wanted, or what is wrong.</summary>
    public Result<int> Rows() => (Limit ?? Usual) is var rows and >= 1 and <= Most ? rows : Error.BadInput($"limit: {Limit} is not a whole number from 1 to {Most}");

    /// <summary>The keys of the last row before; null for the first page, an error where it is no cursor of this list.</summary>
    /// <param name="keys">How many keys this list's rows have.</param>
    public Result<string[]?> Keys(int keys)
    {
        if (string.IsNullOrEmpty(After)) return Result<string[]?>.Of(null);
        try
        {
            var read = JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(After));
            if (read?.Length == keys && !read.Contains(null!)) return Result<string[]?>.Of(read);
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException)
        {
            // It says below what it is.
        }
        return Error.BadInput("after: expected the next of the page before");
    }

    /// <summary>The cursor that stands behind a row.</summary>
    public static string CursorOf(params string[] keys) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(keys)));

    /// <summary>A page of rows that are read already with one more than wanted, so that it is known whether there are more.</summary>
    /// <param name="read">At most <paramref name="rows"/> + 1 of them, in order.</param>
    /// <param name="rows">How many were wanted.</param>
    /// <param name="keys">Keys of a row.</param>
    /// <param name="total">How many there are in all; null where nobody counted.</param>
    public static Page<T> PageOf<T>(IReadOnlyList<T> read, int rows, Func<T, string[]> keys, long? total = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(keys);
        return read.Count <= rows ? new Page<T>(read, null, total) : new Page<T>([.. read.Take(rows)], CursorOf(keys(read[rows - 1])), total);
    }
}
