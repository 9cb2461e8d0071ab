using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Argosy.Server.Http;

/// <summary>Gives each request an id that stands in its answer, in the log and in the audit line.</summary>
public static class Correlation
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "X-Correlation-Id";

    /// <summary>A request's id.</summary>
    public static string IdOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Items.TryGetValue(Header, out var known)) return (string)known!;
        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        context.Items[Header] = made;
        return made;
    }
}
