using Argosy.Cli.Operating;
using Argosy.Cli.Running;
using Microsoft.Extensions.Logging;

namespace Argosy.Cli.Serving;

/// <summary>Warnings and failures of the web server, as lines of the application log.</summary>
sealed class ServerLog(ApplicationLog log) : ILoggerProvider
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Lines(log, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The log is its owner's.
    }

    sealed class Lines(ApplicationLog log, string who) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            log.Add(logLevel == LogLevel.Warning ? LogDepth.Warning : LogDepth.Error, who, exception is null ? formatter(state, exception) : $"{formatter(state, exception)}: {exception}");
        }
    }
}
