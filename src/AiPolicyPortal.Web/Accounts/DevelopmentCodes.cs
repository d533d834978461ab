using AiPolicyPortal.Core.Accounts;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>In Development the code an authenticator program would show is printed, so that the whole journey can be tried without one.</summary>
public sealed class DevelopmentCodes(IHostEnvironment environment, TimeProvider clock)
{
    public void Print(string name, string? key)
    {
        if (environment.IsDevelopment() && !string.IsNullOrEmpty(key))
            Console.WriteLine($"Development: the six-digit code of {name} is {TimeCodes.At(TimeCodes.KeyOf(key), TimeCodes.StepAt(clock.GetUtcNow()))} for the next seconds.");
    }
}
