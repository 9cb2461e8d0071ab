using System.CommandLine;
using System.Globalization;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;
using Argosy.Testnet.Hosting;

namespace Argosy.Cli.StandIn;

/// <summary><c>argosy testnet</c>: an exchange on loopback that real clients can trade on.</summary>
static class TestnetCommand
{
    public static Command Create(Session session)
    {
        var protocol = OptionKinds.Choice("--protocol", "The exchange it answers like (default binance)", ("binance", TestnetProtocol.Binance), ("binance-futures", TestnetProtocol.BinanceFutures));
        var port = OptionKinds.Whole("--port", "Port on loopback (default 9100); 0 lets the system choose", 0, 65535);
        var control = OptionKinds.Whole("--control-port", "Port of the control API (default the next one)", 0, 65535);
        var tls = OptionKinds.Text("--tls", "file", "Speak https and wss; the certificate that clients have to trust is written there (PEM)");
        var data = OptionKinds.Texts("--data", "file", "Recorded candles, or the name of a series: the market follows them (default: a synthetic market of three symbols)");
        var trades = OptionKinds.Texts("--trades", "file", "Recorded trades: the market follows them");
        var seed = OptionKinds.Whole("--seed", "Seed of the synthetic market and of quotes (default 1)", 0, long.MaxValue);
        var speed = OptionKinds.Money("--speed", "ratio", "Exchange seconds a second (default 1); 0 lets the control API alone move time", "a number from 0 to 100000", value => value is >= 0 and <= 100_000);
        var start = OptionKinds.Instant("--start", "Exchange time at the start (default now)");
        var history = OptionKinds.Whole("--history", "Minutes of history before the start (default 1000)", 0, 1_000_000);
        var gap = OptionKinds.Whole("--trade-gap", "Mean ms between trades of a synthetic market (default 1000)", 1, 3_600_000);
        var command = new DescribedCommand("testnet", "Run an exchange on loopback that real clients can trade on.")
        {
            Examples =
            [
                "argosy testnet --port 9100                                       Binance spot on a synthetic market",
                "argosy testnet --protocol binance-futures --port 9200            Binance USD-M futures",
                "argosy testnet --data prices.csv --speed 60                      recorded candles, a minute a second",
                "argosy testnet --tls testnet.pem                                 for clients that refuse plain http; Node trusts NODE_EXTRA_CA_CERTS=testnet.pem",
            ],
        };
        command.AddGroup("Exchange", protocol, port, control, tls);
        command.AddGroup("Market", data, trades, seed, speed, start, history, gap);
        command.Run(parse =>
        {
            var chosen = parse.GetValue(port) ?? 9100;
            var options = new TestnetOptions
            {
                Protocol = parse.GetValue(protocol) ?? TestnetProtocol.Binance,
                Port = (int)chosen,
                ControlPort = (int)(parse.GetValue(control) ?? (chosen is 0 or 65535 ? 0 : chosen + 1)),
                CertificateFile = parse.GetValue(tls),
                Data = OptionKinds.List(parse, data),
                Trades = OptionKinds.List(parse, trades),
                Seed = (ulong)(parse.GetValue(seed) ?? 1),
                Speed = (double)(parse.GetValue(speed) ?? 1),
                Start = parse.GetValue(start),
                History = (int)(parse.GetValue(history) ?? 1000),
                TradeGapMs = (int)(parse.GetValue(gap) ?? 1000),
            };
            return Run(options, session).GetAwaiter().GetResult();
        });
        return command;
    }

    static async Task<ExitCode> Run(TestnetOptions options, Session session)
    {
        Result<TestnetServer> started;
        try
        {
            started = await TestnetServer.StartAsync(options, session.Cancel);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Done;
        }
        if (!started.Ok) return session.Fail(started.Error!);
        await using var server = started.Value;
        Announce(session.Terminal.Output, server);
        var stopped = new TaskCompletionSource();
        await using (session.Cancel.Register(stopped.SetResult)) await stopped.Task;
        return ExitCode.Done;
    }

    static void Announce(TextWriter output, TestnetServer server)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"exchange  {server.Address}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"control   {server.ControlAddress}"));
        output.WriteLine($"symbols   {string.Join(", ", server.Symbols)}");
        output.WriteLine($"key       {TestnetOptions.DefaultKey}");
        output.WriteLine($"secret    {TestnetOptions.DefaultSecret}");
        output.WriteLine("Ctrl-C stops it.");
        output.Flush();
    }
}
