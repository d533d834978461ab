namespace AiPolicyPortal.Core.Openness;

/// <summary>
/// A licence expression of the SPDX specification (annex "SPDX license expressions"): identifiers, <c>+</c>, <c>WITH</c> an exception,
/// <c>AND</c> and <c>OR</c>, of which AND binds tighter. Written in the list's own spelling, without needless parentheses.
/// </summary>
public abstract record LicenceExpression
{
    /// <summary>The licences in it, in the order in which they stand.</summary>
    public abstract IEnumerable<LicenceTerm> Terms { get; }

    /// <summary>The identifiers in it without <c>+</c> and exceptions, each once.</summary>
    public IEnumerable<string> Identifiers => Terms.Select(term => term.Identifier).Distinct(StringComparer.Ordinal);
}

/// <summary>One licence.</summary>
/// <param name="Identifier">As the SPDX list writes it, or <c>LicenseRef-</c> and a name.</param>
/// <param name="OrLater">Whether a <c>+</c> allows any later version.</param>
/// <param name="Exception">Identifier of the exception that adds to what the licence allows; null without one.</param>
public sealed record LicenceTerm(string Identifier, bool OrLater = false, string? Exception = null) : LicenceExpression
{
    public override IEnumerable<LicenceTerm> Terms => [this];

    public override string ToString() => Identifier + (OrLater ? "+" : "") + (Exception is null ? "" : $" WITH {Exception}");
}

/// <summary>Two expressions that both hold.</summary>
public sealed record LicenceAnd(LicenceExpression Left, LicenceExpression Right) : LicenceExpression
{
    public override IEnumerable<LicenceTerm> Terms => Left.Terms.Concat(Right.Terms);

    public override string ToString() => $"{Write(Left)} AND {Write(Right)}";

    private static string Write(LicenceExpression side) => side is LicenceOr ? $"({side})" : side.ToString();
}

/// <summary>Two expressions of which the taker chooses one.</summary>
public sealed record LicenceOr(LicenceExpression Left, LicenceExpression Right) : LicenceExpression
{
    public override IEnumerable<LicenceTerm> Terms => Left.Terms.Concat(Right.Terms);

    public override string ToString() => $"{Left} OR {Right}";
}

/// <summary>What came of reading an expression: either of the two is null.</summary>
/// <param name="Fault">What is wrong and how to mend it.</param>
public sealed record LicenceReading(LicenceExpression? Expression, string? Fault);
