using System.Text.Json;
using Argosy.Cli.Replaying;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Hosting.Bots;
using Argosy.Worker.Running;
using Argosy.Worker.Strategies;

namespace Argosy.Cli.Running;

/// <summary>What a bot did, from its log: the same messages told once more, as an audit would.</summary>
/// <param name="Status">As the host has it.</param>
/// <param name="Log">The log.</param>
/// <param name="TradeHash">SHA-256 over its trades as a result has it, what is open valued at the last price; empty where the log was not read.</param>
/// <param name="StateHash">SHA-256 over the engine's state; as above.</param>
sealed record RunSummary(BotStatus Status, string Log, string TradeHash, string StateHash)
{
    /// <summary>Reads a log.</summary>
    public static Result<RunSummary> Of(BotStatus status, string log)
    {
        var read = RunLogLines.Read(log);
        if (!read.Ok) return read.Error!;
        // Code of users is told nothing here: 'argosy replay' tells it again where it may run.
        if (MessageLog.StrategiesOf(read.Value).Any(StrategyText.HasCode)) return new RunSummary(status, log, "", "");
        var worker = new RunWorker(_ => { });
        foreach (var (host, _) in read.Value.Messages)
        {
            if (host is not null) worker.Hear(host);
        }
        return new RunSummary(status, log, worker.TradeHash, worker.StateHash);
    }

    /// <summary>For a reader.</summary>
    public void Write(Terminal terminal)
    {
        terminal.Line($"{terminal.Paint(Tone.Head, Status.Name)}  {KebabCase.Of(Status.State.ToString())}{(Status.Reason.Length > 0 ? $": {Status.Reason}" : "")}");
        terminal.Line($"  equity      {Exact.Text(Status.Equity)}");
        terminal.Line($"  orders      {Status.Orders}, {Status.Fills} fills, {Status.Trades} trades");
        if (TradeHash.Length > 0) terminal.Line($"  trade hash  {TradeHash}");
        terminal.Line($"  log         {Log}");
    }

    /// <summary>For a machine.</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("format", "argosy-run/1");
        writer.WriteString("bot", Status.Name);
        writer.WriteNumber("deployment", Status.Deployment);
        writer.WriteString("account", Status.Account);
        writer.WriteString("mode", Status.IsLive ? "live" : "paper");
        writer.WriteString("state", KebabCase.Of(Status.State.ToString()));
        writer.WriteString("reason", Status.Reason);
        writer.WriteString("cash", Exact.Text(Status.Cash));
        writer.WriteString("equity", Exact.Text(Status.Equity));
        writer.WriteStartArray("positions");
        foreach (var (instrument, position) in Status.Instruments.Zip(Status.Positions))
        {
            writer.WriteStartObject();
            writer.WriteString("instrument", instrument);
            writer.WriteString("quantity", Exact.Text(position));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteNumber("orders", Status.Orders);
        writer.WriteNumber("openOrders", Status.OpenOrders);
        writer.WriteNumber("fills", Status.Fills);
        writer.WriteNumber("trades", Status.Trades);
        writer.WriteString("tradeHash", TradeHash);
        writer.WriteString("stateHash", StateHash);
        writer.WriteString("log", Log);
        writer.WriteEndObject();
    }
}
