namespace AiPolicyPortal.Web.Accounts;

/// <summary>Makes all refusals of a sign-in take the same time, so that it does not tell whether there is such an account.</summary>
internal static class Pace
{
    private static readonly TimeSpan Refusal = TimeSpan.FromMilliseconds(600);

    /// <param name="begun">Timestamp of the clock.</param>
    /// <param name="clock">That of the portal.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task WaitAsync(long begun, TimeProvider clock, CancellationToken cancellationToken)
    {
        var left = Refusal - clock.GetElapsedTime(begun);
        return left > TimeSpan.Zero ? Task.Delay(left, cancellationToken) : Task.CompletedTask;
    }
}
