using System.CommandLine;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Cli;

internal static class CreateUserCommand
{
    public static Command Create(ConnectionOptions options)
    {
        var email = new Option<string>("--email") { Description = "With which they sign in.", HelpName = "address", Required = true };
        var name = new Option<string>("--name") { Description = "How colleagues see them.", HelpName = "name", Required = true };
        var role = new Option<string>("--role") { Description = $"What they may do: {string.Join(", ", Codes<AccountRole>.All)}.", HelpName = "role", Required = true };
        role.AcceptOnlyFromAmong([.. Codes<AccountRole>.All]);
        var command = new Command("create-user", "Makes an account and prints its one-time password, once; it is changed at the first sign-in.") { email, name, role };
        command.SetAction((arguments, cancellationToken) => CommandRun.OnDatabaseAsync(
            arguments,
            options,
            async database =>
            {
                await database.RequireUpToDateAsync(cancellationToken);
                await using var services = AccountServices.Open(database.Context, TimeProvider.System);
                var password = await services.GetRequiredService<AccountAdministration>().CreateAsync(
                    arguments.GetValue(email)!, arguments.GetValue(name)!, Codes<AccountRole>.Parse(arguments.GetValue(role)!), Actor.Shell(Environment.UserName), cancellationToken);
                Console.WriteLine(password);
                await Console.Error.WriteLineAsync($"{arguments.GetValue(email)} is {arguments.GetValue(role)}. The password holds for the first sign-in, where it is changed.");
                return CommandRun.Success;
            },
            cancellationToken));
        return command;
    }
}
