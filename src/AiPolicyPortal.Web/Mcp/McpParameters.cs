using System.Text.Json;
using System.Text.Json.Nodes;
using AiPolicyPortal.Core.Common;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AiPolicyPortal.Web.Mcp;

/// <summary>
/// Refuses parameters of a message that are not as the protocol says, and tools that there are not, with what is wrong. The protocol's library would
/// take the first for a fault of the server and log both as one.
/// </summary>
internal static class McpParameters
{
    private static readonly IReadOnlyList<string> Tools = [.. ToolList.All.Select(offer => offer.Name)];

    public static McpMessageHandler Refuse(McpMessageHandler next) => async (context, cancellationToken) =>
    {
        if (context.JsonRpcMessage is not JsonRpcRequest request)
        {
            await next(context, cancellationToken);
            return;
        }

        if (FaultOf(request) is { } fault)
            throw new McpProtocolException(fault, McpErrorCode.InvalidParams);
        try
        {
            await next(context, cancellationToken);
        }
        catch (JsonException exception)
        {
            var place = exception.Path is { Length: > 2 } path ? $"params.{path[2..]}" : "params";
            throw new McpProtocolException($"'{place}' of {request.Method} is missing, or of another type than the protocol says.", McpErrorCode.InvalidParams);
        }
    };

    private static string? FaultOf(JsonRpcRequest request)
    {
        if (request.Params is not (null or JsonObject))
            return $"'params' of {request.Method} must be an object.";
        try
        {
            if (!IsText(request.Params))
                return $"'params' of {request.Method} hold half a character: an escape such as \\ud83d without its other half.";
        }
        catch (ArgumentException)
        {
            // Valid JSON too, and found out by whoever looks at the members.
            return $"'params' of {request.Method} name a member twice; names that differ in case alone are the same. Give several values as an array.";
        }

        if (request.Method != RequestMethods.ToolsCall)
            return null;

        if (request.Params?["name"] is not JsonValue value || !value.TryGetValue<string>(out var name))
            return $"'params.name' must be the name of a tool: one of {string.Join(", ", Tools)}.";
        if (!Tools.Contains(name))
            return $"There is no tool '{name}'; it is one of {string.Join(", ", Tools)}.{Nearest.Hint(name, Tools)}";
        return request.Params["arguments"] is null or JsonObject
            ? null
            : $"'params.arguments' must be an object of the tool's arguments by name; its schema in tools/list has them.";
    }

    // Half a character is valid JSON and found out only by whoever reads it.
    private static bool IsText(JsonNode? node)
    {
        try
        {
            return node switch
            {
                JsonObject members => members.All(member => IsText(member.Value)),
                JsonArray elements => elements.All(IsText),
                JsonValue value => value.TryGetValue<string>(out _) || value.GetValueKind() != JsonValueKind.String,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
