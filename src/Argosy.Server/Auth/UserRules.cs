using System.Text.RegularExpressions;
using Argosy.Server.Http;

namespace Argosy.Server.Auth;

/// <summary>What names and passwords may be.</summary>
internal static partial class UserRules
{
    const int LeastPassword = 10, MostPassword = 256;

    /// <summary>What is wrong with a new user's name; null where nothing is.</summary>
    public static ApiFailure? OfName(string name) => NameShape().IsMatch(name) ? null : ApiFailure.BadInput("expected a name of 1 to 64 lower-case letters, digits, dots, dashes, underscores or @, that begins with a letter or digit", "name");

    /// <summary>What is wrong with a new password; null where nothing is.</summary>
    public static ApiFailure? OfPassword(string password, string name, string field = "password")
    {
        if (password.Length is < LeastPassword or > MostPassword) return ApiFailure.BadInput($"expected a password of {LeastPassword} to {MostPassword} characters", field);
        if (password.Distinct().Count() < 5 || password.Contains(name, StringComparison.OrdinalIgnoreCase) && password.Length < name.Length + 6) return ApiFailure.BadInput("the password is too easy to guess", field);
        return null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._@-]{0,63}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex NameShape();
}
