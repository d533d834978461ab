using System.CommandLine;
using AiPolicyPortal.Benchmarks;

if (args is [ConstantServer.Command, var bytes, var port])
{
    await ConstantServer.ServeAsync(bytes, port);
    return 0;
}

var scenario = new Option<string>("--scenario") { Description = Plan.Scenarios, DefaultValueFactory = _ => "all" };
scenario.AcceptOnlyFromAmong("all", "pages", "grants", "rates", "exports", "imports", "walk", "totals", "tenfold");
var grants = Number("--grants", "How many grants the pages are measured with beside the starter data.", 1_000_000);
var figures = Number("--figures", "How many figures totals are measured with; a hundredth and a tenth of them too.", 100_000);
var rounds = Number("--rounds", "Rounds of each measurement; the table gives their medians.", 5);
var requests = Number("--requests", "Requests in a round of a page.", 40);
var folder = new Option<string?>("--folder") { Description = "Keeps the databases in this folder, where a later run finds them. Usually they are deleted." };
var postGraphile = PeerFolder("--postgraphile", "PostGraphile");
var directus = PeerFolder("--directus", "Directus");
var command = new RootCommand("Measures the portal on its own database server and prints a table beside the goals.")
{
    scenario, grants, figures, rounds, requests, folder, postGraphile, directus,
};
command.SetAction((arguments, cancellationToken) =>
{
    var plan = new Plan(
        arguments.GetRequiredValue(scenario), arguments.GetValue(grants), arguments.GetValue(figures), arguments.GetValue(rounds), arguments.GetValue(requests),
        arguments.GetValue(folder), arguments.GetValue(postGraphile), arguments.GetValue(directus));
    return BenchmarkRun.RunAsync(plan, cancellationToken);
});

// Stopping the server and clearing up after a million grants takes longer than the usual two seconds.
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });

static Option<int> Number(string name, string description, int usual) =>
    new(name) { Description = $"{description} Usually {usual}.", DefaultValueFactory = _ => usual };

static Option<string?> PeerFolder(string name, string peer) =>
    new(name) { Description = $"Measures rates beside {peer} too, from the folder in which npm installed it; docs/performance.md says how." };
