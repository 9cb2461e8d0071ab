using Argosy.Server.Auth;
using Argosy.Server.Http;

namespace Argosy.Server.Bots;

/// <summary>How much one user may ask of the workers that read and run texts.</summary>
internal sealed class EditorLimits(TimeProvider time)
{
    /// <summary>Questions in a row.</summary>
    public const int Burst = 40;

    /// <summary>Questions a second after that.</summary>
    public const int PerSecond = 10;

    /// <summary>Questions of one user that are answered at the same time.</summary>
    public const int AtOnce = 4;

    readonly Buckets _buckets = new(Burst, PerSecond, AtOnce, time);

    /// <summary>Lets a question begin, or says why not; what is returned ends it.</summary>
    public (IDisposable? Turn, ApiFailure? Failure) Begin(Visitor visitor) => _buckets.Begin(visitor.Name) is ({ } turn, _)
        ? (turn, null)
        : (null, new ApiFailure(ApiCode.TooMany, $"too many questions of the editor: {Burst} in a row, then {PerSecond} a second, {AtOnce} at a time") { RetryAfter = TimeSpan.FromSeconds(1) });
}
