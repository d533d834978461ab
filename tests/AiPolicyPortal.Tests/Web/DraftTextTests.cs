using System.Xml.Linq;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Drafts;

namespace AiPolicyPortal.Tests.Web;

/// <summary>The forms of records have a word for every column, part and code, in both languages.</summary>
public sealed class DraftTextTests
{
    public static TheoryData<string> Languages => ["Interface.resx", "Interface.fr.resx"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Forms_EveryFieldPartAndCode_HasItsWords(string file)
    {
        var known = XDocument.Load(Path.Combine(Checkout.Root, "src", "AiPolicyPortal.Web", "Resources", file)).Root!.Elements("data")
            .Select(data => data.Attribute("name")!.Value).ToHashSet();
        var missing = new List<string>();
        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            missing.Add($"DraftKind.{kind.Code()}");
            foreach (var table in RecordForm.Of(kind))
            {
                if (!table.IsMain)
                {
                    missing.Add($"DraftPart.{table.File}");
                }

                missing.AddRange(table.Fields.SelectMany(field => new[] { $"Cell.{field.Column}", $"CellHelp.{field.Column}" }
                    .Concat(field.CodeList.Length > 0 ? field.Codes.Select(code => $"{field.CodeList}.{code}") : [])));
            }
        }

        missing.AddRange(Codes<ChangeSetState>.All.Select(code => $"ChangeSetState.{code}"));
        missing.AddRange(Codes<ChangeOutcome>.All.Select(code => $"ChangeOutcome.{code}"));
        missing.AddRange(Codes<DraftAction>.All.Select(code => $"DraftAction.{code}"));
        missing.AddRange(Codes<RevisionChange>.All.Select(code => $"RevisionChange.{code}"));
        Assert.Equal([], missing.Distinct().Where(key => !known.Contains(key)));
    }
}
