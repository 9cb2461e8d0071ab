using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Argosy.Core.Commands;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Commands;

/// <summary>Takes commands from every mouth: each is read, its sender known, stored under its id, then carried out once.</summary>
/// <remarks>Safe from any thread. What only asks is not stored. A command whose host died while it was carried out is never carried out again.</remarks>
/// <param name="database">Where commands and audit lines are kept.</param>
/// <param name="senders">Who may command.</param>
/// <param name="execute">Carries a command out.</param>
/// <param name="time">The clock.</param>
public sealed class CommandService(IDatabase database, CommandSenders senders, Func<Command, CommandRequest, Task<CommandAnswer>> execute, TimeProvider time)
{
    static readonly TimeSpan StrangersEvery = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<(string Source, string Id), Lazy<Task<CommandAnswer>>> _running = new();
    readonly Lock _gate = new();
    long? _stranger;
    int _unheard;

    /// <summary>Takes one command to its end.</summary>
    public async Task<CommandAnswer> GiveAsync(CommandRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!senders.Knows(request.Source, request.Sender))
        {
            await NoteStrangerAsync(request.Source, request.Sender).ConfigureAwait(false);
            return new CommandAnswer(CommandOutcome.Unauthorised, "the sender is not known here");
        }
        var reading = CommandParser.Read(request.Text);
        if (reading.Command is not { } command) return new CommandAnswer(CommandOutcome.Invalid, reading.Fault!.Show(request.Text));
        if (request.IsPreview) return new CommandAnswer(CommandOutcome.Preview, command.Preview());
        if (command.Effect == CommandEffect.Reads) return await execute(command, request).ConfigureAwait(false);
        if (request.Id.Length is 0 or > CommandRequest.MaxIdLength) return new CommandAnswer(CommandOutcome.Invalid, $"a command that changes something needs an id of 1 to {CommandRequest.MaxIdLength} characters, so that it is carried out once however often it is sent");
        var key = (request.Source, request.Id);
        var mine = new Lazy<Task<CommandAnswer>>(() => OnceAsync(command, request));
        var running = _running.GetOrAdd(key, mine);
        if (!ReferenceEquals(running, mine))
        {
            // The same id is being carried out now: both senders hear what comes of it.
            var first = await running.Value.ConfigureAwait(false);
            return first with { IsRepeated = true };
        }
        try
        {
            return await mine.Value.ConfigureAwait(false);
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }

    /// <summary>Notes that somebody unknown spoke: an audit line, at most one a second, and nothing else.</summary>
    public async Task NoteStrangerAsync(string source, string sender)
    {
        int unheard;
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (_stranger is { } last && time.GetElapsedTime(last, now) < StrangersEvery)
            {
                _unheard++;
                return;
            }
            (_stranger, unheard, _unheard) = (now, _unheard, 0);
        }
        var data = new JsonObject { ["source"] = source, ["sender"] = sender, ["othersSince"] = unheard }.ToJsonString();
        await database.Audit.Append(Now, $"{source}:{sender}", "command-from-unknown-sender", data).ConfigureAwait(false);
    }

    async Task<CommandAnswer> OnceAsync(Command command, CommandRequest request)
    {
        var text = command.ToString()!;
        var row = new CommandRow { Id = request.Id, Source = request.Source, Text = text, State = "received", Time = Now };
        if (!await database.Commands.TryAdd(row).ConfigureAwait(false)) return await FirstAnswerAsync(request, text).ConfigureAwait(false);
        var data = new JsonObject { ["source"] = request.Source, ["id"] = request.Id, ["command"] = text }.ToJsonString();
        await database.Audit.Append(Now, $"{request.Source}:{request.Sender}", "command", data).ConfigureAwait(false);
        CommandAnswer answer;
        try
        {
            answer = await execute(command, request).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The boundary of a command: whatever fails is its answer, and stays with its id.
        catch (Exception failed)
#pragma warning restore CA1031
        {
            answer = CommandAnswer.Refused($"it failed: {failed.Message}; look at 'trades' and 'orders' for what was done");
        }
        await database.Commands.Finish(request.Source, request.Id, answer.Outcome == CommandOutcome.Done ? "done" : "refused", answer.Text).ConfigureAwait(false);
        return answer;
    }

    async Task<CommandAnswer> FirstAnswerAsync(CommandRequest request, string text)
    {
        var first = await database.Commands.Find(request.Source, request.Id).ConfigureAwait(false);
        if (first is null || first.Text != text) return CommandAnswer.Refused($"the id {request.Id} was given to another command: '{first?.Text}'") with { IsRepeated = true };
        return first.State switch
        {
            "done" => CommandAnswer.Done(first.Answer) with { IsRepeated = true },
            "refused" => CommandAnswer.Refused(first.Answer) with { IsRepeated = true },
            _ => CommandAnswer.Refused("the host ended while it was carried out; it is not carried out again: look at 'trades' and 'orders' for what was done") with { IsRepeated = true },
        };
    }

    long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
