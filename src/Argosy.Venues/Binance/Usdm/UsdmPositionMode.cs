using Argosy.Core.Values;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Whether the account has one position an instrument or two: orders are written differently.</summary>
internal sealed class UsdmPositionMode(BinanceRest rest)
{
    const string Path = "/fapi/v1/positionSide/dual";

    bool? _isHedged;

    /// <summary>As far as is known; null before it was asked for.</summary>
    public bool? Known => _isHedged;

    /// <summary>As it was when the venue last said it; false before.</summary>
    public bool Last { get; private set; }

    /// <summary>Asks once; anew after <see cref="Forget"/>.</summary>
    public async Task<Result<bool>> IsHedgedAsync(CancellationToken cancellation)
    {
        if (_isHedged is { } known) return known;
        try
        {
            var answer = await rest.SendAsync(new(HttpMethod.Get, Path, new(30)) { IsSigned = true, IsUrgent = true }, cancellation).ConfigureAwait(false);
            if (!answer.Ok) return answer.Error!;
            var told = UsdmJson.Guard("position mode", () => UsdmJson.Flag(answer.Value, "dualSidePosition"));
            if (told.Ok) (_isHedged, Last) = (told.Value, told.Value);
            return told;
        }
        catch (OperationCanceledException)
        {
            return new Error(ErrorKind.Unavailable, "cancelled before the position mode was known");
        }
    }

    /// <summary>Sets it; that it is so already is a success.</summary>
    public async Task<Result<bool>> SetAsync(bool isHedged, CancellationToken cancellation)
    {
        Forget();
        var request = new BinanceRequest(HttpMethod.Post, Path, new(1)) { IsSigned = true, Changes = true }.With("dualSidePosition", isHedged ? "true" : "false");
        var answer = await rest.SendAsync(request, cancellation).ConfigureAwait(false);
        if (!answer.Ok && BinanceErrors.CodeOf(answer.Error!) != -4059) return answer.Error!;
        Last = isHedged;
        return true;
    }

    /// <summary>The venue said that it is not as was thought.</summary>
    public void Forget() => _isHedged = null;
}
