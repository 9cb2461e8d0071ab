using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Argosy.Server.Jobs;

/// <summary>Takes jobs from the queue and runs each in a process of its own, so many at a time as the options say.</summary>
/// <remarks>
/// A job is held under a lease that is renewed while it runs. Whose lease has ended is another's: the process is ended and nothing of it kept. A
/// server that is told to stop puts its jobs back; one that was killed loses them when the lease ends, its processes stop with it.
/// </remarks>
internal sealed partial class JobRunner(IDatabase database, JobQueue queue, JobHarvest harvest, ResearchFolders folders, ResearchOptions options, TimeProvider time, ILogger<JobRunner> log) : BackgroundService
{
    /// <summary>A job that took its server down so often is not begun again.</summary>
    public const int MostAttempts = 3;

    static readonly TimeSpan Look = TimeSpan.FromSeconds(1), Hurry = TimeSpan.FromSeconds(2);

    readonly string _node = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The queue's boundary: a database that fails for a moment must not end research for good; it is logged and tried again.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Parallel <= 0) return;
        var isReleased = !options.IsAlone;
        var running = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!isReleased) await database.Jobs.ReleaseAll(stoppingToken);
                isReleased = true;
                running.RemoveAll(task => task.IsCompleted);
                if (running.Count < options.Parallel && await database.Jobs.Claim(_node, Now(), Lease(), stoppingToken) is { } job)
                {
                    running.Add(RunAsync(job, stoppingToken));
                    continue;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                Unavailable(log, failure);
            }
            await WaitAsync(running, stoppingToken);
        }
        await Task.WhenAll(running);
    }

    // Until a job ends, one comes, or it is time to look whether another server lost one.
    async Task WaitAsync(List<Task> running, CancellationToken stopping)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task[] any = [queue.Wake.WaitAsync(Look, wait.Token), .. running];
        await Task.WhenAny(any);
        await wait.CancelAsync();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "One job's boundary: it fails with the reason, the others go on.")]
    async Task RunAsync(JobRow job, CancellationToken stopping)
    {
        queue.Tell(job);
        var folder = job.Study is { } study ? folders.Study(study) : folders.Attempt(job.Id, job.Attempts);
        JobEnd? end;
        try
        {
            end = job.Attempts > MostAttempts
                ? Failed(new JobError("interrupted", $"the server ended {MostAttempts} times while this ran; it is not begun again", null))
                : job.Wish == "cancel" ? new JobEnd("cancelled", "cancelled", null, null) : await WorkAsync(job, folder, stopping);
        }
        catch (Exception failure)
        {
            Broken(log, job.Id, failure);
            end = Failed(new JobError("failed", $"{failure.GetType().Name}: {failure.Message}", null));
        }
        try
        {
            await EndAsync(job, folder, end);
        }
        catch (Exception failure)
        {
            // Its lease ends, and it is taken up again.
            Broken(log, job.Id, failure);
        }
    }

    // Null: it is this server's no more.
    async Task<JobEnd?> WorkAsync(JobRow job, string folder, CancellationToken stopping)
    {
        if (job.Study is null && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        Directory.CreateDirectory(folders.Bars);
        using (var request = JsonDocument.Parse(job.Request))
        {
            if (JobSource.Of(request.RootElement) is { } source)
            {
                if (await source.ReadAsync(database, stopping) is not { } text) return Failed(new JobError("failed", $"the library holds bot {source.Bot} {source.Version} no more", "bot"));
                await File.WriteAllTextAsync(Path.Combine(folder, source.File), text, stopping);
            }
        }
        var started = JobChild.Start(options, folder, folders.Bars, JobWords.Of(job, folder, folders, options));
        if (!started.Ok) return Failed(new JobError("failed", started.Error!.Message, null));
        using var child = started.Value;
        Begun(log, job.Id, job.Kind, child.Id);
        while (!child.Exit.IsCompleted)
        {
            await Task.WhenAny(child.Exit, Task.Delay(options.Beat, stopping));
            if (stopping.IsCancellationRequested)
            {
                await child.EndAsync(Hurry);
                break;
            }
            var known = await database.Jobs.Renew(job.Id, _node, child.Progress, Lease(), CancellationToken.None);
            if (known is not null) queue.Tell(known);
            if (known is { Wish: "" }) continue;
            await child.EndAsync(known?.Wish == "pause" ? options.Patience : Hurry);
            if (known is null) return null;
            if (!await HasDoneAsync(child, job, folder)) return known.Wish == "pause" ? new JobEnd("paused", "paused; what was tried is kept", null, null) : new JobEnd("cancelled", "cancelled", null, null);
        }
        if (stopping.IsCancellationRequested && !await HasDoneAsync(child, job, folder)) return new JobEnd("queued", "goes on when the server is back", null, null);
        return await HarvestAsync(job, folder, child, await child.Exit);
    }

    // It may have come to its end just when it was asked to stop.
    static async Task<bool> HasDoneAsync(JobChild child, JobRow job, string folder) => IsDone(job.Kind, await child.Exit, folder);

    // A validation that finds a strategy at fault has done its work.
    static bool IsDone(string kind, int code, string folder) => code == 0 || (kind == "validate" && code == 1 && File.Exists(Path.Combine(folder, JobWords.Result)));

    async Task<JobEnd> HarvestAsync(JobRow job, string folder, JobChild child, int code)
    {
        if (IsDone(job.Kind, code, folder)) return await harvest.TakeAsync(job, folder);
        var complaint = child.Complaint();
        if (complaint.Length == 0) complaint = code > 128 ? $"the process was ended from outside (signal {code - 128})" : $"the process ended with code {code} and said nothing";
        return Failed(new JobError(code == 2 ? "bad-input" : "failed", complaint, RequestFields.FieldOf(job.Kind, complaint)));
    }

    async Task EndAsync(JobRow job, string folder, JobEnd? end)
    {
        if (end is not null && await database.Jobs.End(job.Id, _node, end, Now(), CancellationToken.None) && await database.Jobs.Find(job.Id) is { } ended)
        {
            Ended(log, job.Id, end.State, end.Message);
            queue.Tell(ended);
        }
        if (job.Study is null && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    static JobEnd Failed(JobError error) => new("failed", error.Message, JsonSerializer.Serialize(error, Http.ApiJson.Options), null);

    long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    long Lease() => Now() + (long)options.Lease.TotalMilliseconds;

    [LoggerMessage(Level = LogLevel.Information, Message = "job {Job} ({Kind}) runs as process {Process}")]
    static partial void Begun(ILogger log, long job, string kind, int process);

    [LoggerMessage(Level = LogLevel.Information, Message = "job {Job}: {State}: {Message}")]
    static partial void Ended(ILogger log, long job, string state, string message);

    [LoggerMessage(Level = LogLevel.Error, Message = "job {Job} broke")]
    static partial void Broken(ILogger log, long job, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the queue of jobs cannot be read; it is tried again")]
    static partial void Unavailable(ILogger log, Exception failure);
}
