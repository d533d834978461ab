using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Hosting;

/// <summary>The process around the web server: what its arguments ask for, and its exit code.</summary>
internal static class PortalProcess
{
    /// <summary>Serves until told to stop, or answers <c>--health</c>.</summary>
    /// <returns>0 after an orderly stop, 1 when the portal could not start or failed; the reason is on standard error.</returns>
    public static async Task<int> RunAsync(string[] args, Func<string[], Task> serve)
    {
        var host = new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").Build();
        if (args is [HealthProbe.Argument])
        {
            return await HealthProbe.RunAsync(host);
        }

        try
        {
            await serve(args);
            return 0;
        }
        catch (StartupException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (Exception exception) when (exception is not HostAbortedException)
        {
            await using var logger = Logging.ForStartUp(host["environment"] == Environments.Development);
            logger.Fatal(exception, "The portal stopped on a failure");
            return 1;
        }
    }
}
