using System.Globalization;
using Argosy.Core.Values;

namespace Argosy.Sandbox.Users;

/// <summary>The right to run one sandbox as one user id, held against every host of the machine by a locked file. It ends with the host, however that ends.</summary>
sealed class UserLease : IDisposable
{
    /// <summary>First and last user id: a range that neither distributions nor systemd give to anyone.</summary>
    public const int First = 60706, Last = 61183;

    const string Folder = "/run/argosy/users";
    static readonly Lock Gate = new();
    static readonly HashSet<int> Ours = [];

    readonly FileStream _lock;

    UserLease(int user, FileStream held) => (User, _lock) = (user, held);

    public int User { get; }

#pragma warning disable CA2000 // the lease holds the file, and the caller the lease
    public static Result<UserLease> Take()
    {
        try
        {
            if (!OperatingSystem.IsWindows()) Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            lock (Gate)
            {
                for (var user = First; user <= Last; user++)
                {
                    if (!Ours.Contains(user) && Lock(user) is { } lease) return lease;
                }
            }
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return new Error(ErrorKind.Unavailable, $"no user id can be taken for the sandbox: {broken.Message}");
        }
        return new Error(ErrorKind.Unavailable, $"all {Last - First + 1} user ids for sandboxes ({First} to {Last}) are in use on this machine");
    }

    static UserLease? Lock(int user)
    {
        try
        {
            var lease = new UserLease(user, new FileStream(Path.Combine(Folder, user.ToString(CultureInfo.InvariantCulture)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1));
            Ours.Add(user);
            return lease;
        }
        catch (IOException)
        {
            // Another host holds it.
            return null;
        }
    }
#pragma warning restore CA2000

    public void Dispose()
    {
        lock (Gate)
        {
            if (Ours.Remove(User)) _lock.Dispose();
        }
    }
}
