using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Totals;

/// <summary>What stands side by side.</summary>
public enum ComparedKind
{
    Country,
    Programme,
}

/// <summary>A few countries or a few programmes side by side, each asked the same; the same on the page and in the API.</summary>
/// <param name="Total">What each is asked; the countries or programmes it names are the ones compared.</param>
public sealed record CompareQuery(ComparedKind By, TotalQuery Total)
{
    /// <summary>How many can be told apart in one drawing.</summary>
    public const int Most = 8;

    /// <summary>Codes of countries or slugs of programmes, in the order asked, each once.</summary>
    public IReadOnlyList<string> Items => [.. Named.Included.Distinct()];

    private AnyOf<string> Named => By == ComparedKind.Country ? Total.Country : Total.Programme;

    /// <summary>Nothing needs to be named yet.</summary>
    public static CompareQuery Read(QueryParameters parameters)
    {
        string[] kinds = ["country", "programme"];
        var by = parameters.ChoiceOrNone("by", kinds);
        var total = TotalQuery.ReadUngrouped(parameters);
        var kind = by == "programme" || (by is null && !total.Programme.IsEverything) ? ComparedKind.Programme : ComparedKind.Country;
        var query = new CompareQuery(kind, total);
        query.FaultWhatCannotBeCompared(parameters);
        return query;
    }

    /// <summary>At least one country or programme has to be named.</summary>
    public static CompareQuery ReadChosen(QueryParameters parameters)
    {
        var query = Read(parameters);
        if (query.Items.Count == 0)
            parameters.Fault("country", "missing", "Name what to compare: up to eight times 'country', or up to eight times 'programme'.", null, "country=FR&country=DE");
        return query;
    }

    /// <summary>The question about one of them, by year of statement.</summary>
    public TotalQuery Of(string item)
    {
        var one = new AnyOf<string>([item], []);
        return By == ComparedKind.Country
            ? Total with { Country = one, GroupBy = TotalGrouping.Year }
            : Total with { Programme = one, GroupBy = TotalGrouping.Year };
    }

    private void FaultWhatCannotBeCompared(QueryParameters parameters)
    {
        var (name, other) = By == ComparedKind.Country ? ("country", "programme") : ("programme", "country");
        if (!(By == ComparedKind.Country ? Total.Programme : Total.Country).IsEverything)
            parameters.Fault(other, "mixed", $"Countries are compared with countries and programmes with programmes: leave out '{other}' or '{name}'.", null, $"by={other}");
        if (Named.Excluded.Count > 0)
            parameters.Fault(name, "invalid-value", $"'{name}' names what is compared; a leading ! has no meaning here.", $"!{Named.Excluded[0]}", Named.Excluded[0]);
        if (Items.Count > Most)
            parameters.Fault(name, "too-many", $"'{name}' is given {Items.Count} times; at most {Most} can be compared at once.", $"{Items.Count}", $"{Most}");
    }
}
