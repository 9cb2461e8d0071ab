namespace Argosy.Sandbox.Checks;

/// <summary>What to do where the kernel or a container does not allow a sandbox.</summary>
static class Remedies
{
    public static string ForStart(string complaint)
    {
        if (Read("/proc/sys/user/max_user_namespaces") == "0") return "user namespaces are switched off: sysctl user.max_user_namespaces=10000";
        if (Read("/proc/sys/kernel/unprivileged_userns_clone") == "0") return "user namespaces are switched off: sysctl kernel.unprivileged_userns_clone=1";
        if (IsContainer()) return "this container does not allow user namespaces: docker run --security-opt seccomp=unconfined --security-opt systempaths=unconfined --security-opt apparmor=unconfined";
        if (Read("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1") return "AppArmor keeps programs from user namespaces: give bwrap a profile that allows 'userns', or sysctl kernel.apparmor_restrict_unprivileged_userns=0";
        return complaint.Contains("unexpected capabilities", StringComparison.OrdinalIgnoreCase) || complaint.Contains("setuid", StringComparison.Ordinal)
            ? "bwrap must not be installed setuid: chmod u-s $(command -v bwrap)"
            : "the kernel must allow user, mount, process and network namespaces";
    }

    static bool IsContainer() => File.Exists("/.dockerenv") || File.Exists("/run/.containerenv") || Environment.GetEnvironmentVariable("container") is { Length: > 0 } || Environment.GetEnvironmentVariable("DYNO") is { Length: > 0 };

    static string Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : "";
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
