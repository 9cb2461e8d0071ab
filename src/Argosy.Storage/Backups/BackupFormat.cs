namespace Argosy.Storage.Backups;

/// <summary>What a backup is: JSON lines, the first a head, then one array a row, the table's name first; bytes as an object {"base64"}, at last the count of rows.</summary>
internal static class BackupFormat
{
    public const string Name = "argosy-backup/1";

    /// <summary>Tables in an order in which every row finds what it refers to, each with what orders its rows.</summary>
    public static (string Name, string Order)[] Tables { get; } =
    [
        ("accounts", "name"), ("account_keys", "account"), ("bots", "name, version"), ("deployments", "id"), ("orders", "client_id"), ("fills", "account, instrument, trade_id, side"),
        ("trades", "deployment, number"), ("equity", "deployment, time"), ("logs", "sequence"), ("audit", "sequence"), ("commands", "source, id"), ("jobs", "id"), ("runs", "id"), ("run_figures", "run, name"), ("studies", "id"),
        ("counters", "name"), ("deployment_status", "deployment"), ("crashes", "bot, time"), ("trade_notes", "deployment, number"), ("alerts", "id"), ("plots", "deployment, instrument, panel, name, time"), ("strategy_states", "deployment, instrument"),
        // Logins and answers to requests are of the moment and stay behind; API tokens do too: who restores a backup elsewhere opens no door to old ones.
        ("users", "name"), ("documents", "scope, name"), ("account_details", "account"), ("account_shares", "account, user_name"),
        ("library", "id"), ("library_versions", "bot, major, minor"), ("library_drafts", "bot, user_name"),
    ];
}
