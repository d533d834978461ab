using System.Text.Json.Nodes;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Schemas;

namespace AiPolicyPortal.Tests.Api.Conformance;

/// <summary>Each operation refuses generated requests that its description does not allow, and says what is wrong as the description says.</summary>
public sealed class WrongRequestTests(ListeningPortal portal, SchemaChecks checks) : ConformanceTestBase(portal, checks)
{
    private const int Count = 50;
    private const string Problem = "application/problem+json";
    private const string SchemaOfProblems = Whole + "#/components/schemas/ProblemDetails";

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Operation_WrongRequests_AreRefusedAsDocumented(string path)
    {
        var (operation, random) = Of(path);
        var faults = new List<string>();
        foreach (var request in new InvalidRequests(operation, random).Take(Count * Rounds))
            faults.AddRange(await RefusalFaultsAsync(operation, request));
        Report(faults);
    }

    private async Task<IReadOnlyList<string>> RefusalFaultsAsync(ApiOperation operation, InvalidRequest wrong)
    {
        var address = Address(operation, wrong.Reference ?? operation.OfPath?.Example ?? "", wrong.Query);
        using var request = new HttpRequestMessage(wrong.Method, address);
        if (wrong.Accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", wrong.Accept);
        using var answer = await Client.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        var said = $"{wrong.Kind}: {wrong.Method} {address} answered {(int)answer.StatusCode}";
        if ((int)answer.StatusCode != wrong.Status)
            return [$"{said}, not {wrong.Status}: {text[..Math.Min(text.Length, 300)]}"];
        if (wrong.Status != 405 && !operation.Answers(wrong.Status))
            return [$"{said}, which is not documented"];
        if (answer.Content.Headers.ContentType?.MediaType != Problem)
            return [$"{said} as {answer.Content.Headers.ContentType}"];

        var problem = JsonNode.Parse(text)!;
        var schema = wrong.Status == 405 ? SchemaOfProblems : Whole + operation.SchemaOf(wrong.Status, Problem, null);
        List<string> faults = [.. await FaultsAsync(schema, problem)];
        if (problem["status"]?.GetValue<int>() != wrong.Status)
            faults.Add("status is another one");
        if (wrong.Parameter is not null && problem["errors"]?.AsArray().Any(error => error!["parameter"]?.GetValue<string>() == wrong.Parameter) != true)
            faults.Add($"no error names {wrong.Parameter}");
        if (string.IsNullOrEmpty(problem["detail"]?.GetValue<string>()))
            faults.Add("no detail says what to do");
        if (wrong.Status == 405 && !answer.Content.Headers.Allow.Contains("GET"))
            faults.Add("Allow does not say GET");
        return [.. faults.Select(fault => $"{said}: {fault}; {text}")];
    }
}
