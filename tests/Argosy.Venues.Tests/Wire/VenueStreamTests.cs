using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Tests.Wire;

/// <summary>The reconnecting stream over real sockets; its waits pass at once on a clock of the test's own.</summary>
public sealed class VenueStreamTests
{
    [Fact]
    public async Task CutSocket_IsOpenedAgain_AndTheGapIsFilledBeforeTheNextFrame()
    {
        await using var server = await Loopback.StartSocketsAsync(async (number, socket) =>
        {
            Assert.Equal("subscribe", await Receive(socket));
            await Send(socket, $"frame {number}.1");
            await Send(socket, $"frame {number}.2");
            // The first is cut, the second closed in order, the third stays.
            if (number == 1) socket.Abort();
            else if (number == 2) await socket.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "maintenance", CancellationToken.None);
            else await Receive(socket);
        });
        using var cut = new CancellationTokenSource();
        var (time, seen) = (new ManualTime(TimeSpan.FromSeconds(30)), Channel.CreateUnbounded<string>());
        var losses = new List<StreamLoss>();
        var stream = new VenueStream(new()
        {
            Address = _ => ValueTask.FromResult(server.Socket),
            Opened = (connection, cancellation) => connection.SendAsync("subscribe", cancellation),
            Frame = frame => seen.Writer.TryWrite(Encoding.UTF8.GetString(frame)),
            BackFill = (gap, _) =>
            {
                seen.Writer.TryWrite(gap.To > gap.From ? "filled" : "nothing to fill");
                return ValueTask.CompletedTask;
            },
            Lost = losses.Add,
        }, time);
        var running = stream.RunAsync(cut.Token);
        var got = new List<string>();
        while (got.Count(text => text.StartsWith("frame 3", StringComparison.Ordinal)) < 2) got.Add(await seen.Reader.ReadAsync());
        await cut.CancelAsync();
        await running;
        // An aborted socket may take its last frames with it; nothing else may be missing or out of order.
        Assert.Equal(["filled", "frame 2.1", "frame 2.2", "filled", "frame 3.1", "frame 3.2"], got.SkipWhile(text => text.StartsWith("frame 1", StringComparison.Ordinal)));
        Assert.All(losses, loss => Assert.True(loss.Wait <= TimeSpan.FromSeconds(30)));
        Assert.Contains(losses, loss => loss.Reason == "closed by the venue with 1001 maintenance" && loss.WasOpen);
    }

    [Fact]
    public async Task NoServer_IsTriedAgainWithGrowingWaits()
    {
        Uri nowhere;
        await using (var gone = await Loopback.StartSocketsAsync((_, _) => Task.CompletedTask)) nowhere = gone.Socket;
        using var cut = new CancellationTokenSource();
        var losses = new List<StreamLoss>();
        var stream = new VenueStream(new()
        {
            Address = _ => ValueTask.FromResult(nowhere),
            Frame = _ => { },
            Lost = loss =>
            {
                losses.Add(loss);
                if (losses.Count == 12) cut.Cancel();
            },
        }, new ManualTime(TimeSpan.FromSeconds(30)));
        await stream.RunAsync(cut.Token);
        Assert.Equal(12, losses.Count);
        Assert.All(losses, loss => Assert.True(!loss.WasOpen && loss.Wait <= TimeSpan.FromSeconds(30)));
        Assert.True(losses[^1].Wait >= TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task SilentSocket_IsTakenForDead()
    {
        var heard = new TaskCompletionSource();
        await using var server = await Loopback.StartSocketsAsync(async (number, socket) =>
        {
            await Send(socket, $"frame {number}");
            await Receive(socket);
        });
        using var cut = new CancellationTokenSource();
        var (time, losses, frames) = (new ManualTime(TimeSpan.FromSeconds(30)), new List<StreamLoss>(), 0);
        var stream = new VenueStream(new()
        {
            Address = _ => ValueTask.FromResult(server.Socket),
            Frame = _ =>
            {
                if (++frames == 1) heard.SetResult();
                else cut.Cancel();
            },
            Lost = losses.Add,
        }, time);
        var running = stream.RunAsync(cut.Token);
        await heard.Task;
        time.Advance(TimeSpan.FromSeconds(61));
        await running;
        Assert.Equal("nothing came for 60 s", Assert.Single(losses).Reason);
    }

    [Fact]
    public async Task Frame_InParts_IsGivenWhole_AndTooLargeOnesAreALoss()
    {
        var whole = new string('x', 100_000);
        await using var server = await Loopback.StartSocketsAsync(async (number, socket) =>
        {
            for (var i = 0; i < 10; i++) await socket.SendAsync(Encoding.UTF8.GetBytes(whole[..10_000]), WebSocketMessageType.Text, i == 9, CancellationToken.None);
            await socket.SendAsync(new byte[number == 1 ? 300_000 : 1], WebSocketMessageType.Text, true, CancellationToken.None);
            await Receive(socket);
        });
        using var cut = new CancellationTokenSource();
        var (lengths, losses) = (new List<int>(), new List<StreamLoss>());
        var stream = new VenueStream(new()
        {
            Address = _ => ValueTask.FromResult(server.Socket),
            MaxFrame = 200_000,
            Frame = frame =>
            {
                lengths.Add(frame.Length);
                if (frame.Length == 1) cut.Cancel();
            },
            Lost = losses.Add,
        }, new ManualTime(TimeSpan.FromSeconds(30)));
        await stream.RunAsync(cut.Token);
        Assert.Equal([100_000, 100_000, 1], lengths);
        Assert.Equal("a frame is larger than 200000 bytes", Assert.Single(losses).Reason);
    }

    static Task Send(WebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    static async Task<string> Receive(WebSocket socket)
    {
        var buffer = new byte[1000];
        try
        {
            var got = await socket.ReceiveAsync(buffer, CancellationToken.None);
            return Encoding.UTF8.GetString(buffer, 0, got.Count);
        }
        catch (WebSocketException)
        {
            return "";
        }
    }
}
