using System.Globalization;
using AiPolicyPortal.Core.Changes;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Formats;

/// <summary>The words of feeds, the same as those of pages and in the same languages.</summary>
internal sealed class FeedWords(IStringLocalizer<Interface> texts, MoneyText money)
{
    public string Site => texts["Site.Name"];

    /// <summary>The heading of a list's page.</summary>
    /// <param name="list">Its path.</param>
    public string List(string list) => texts[$"Nav.{char.ToUpperInvariant(list[0])}{list[1..]}"];

    public string Of(Enum code) => texts.Label(code);

    /// <param name="noun">Of the menu, such as <c>Programmes</c>.</param>
    /// <returns>Null for none.</returns>
    public string? Count(string noun, int count) => count == 0 ? null : texts.Count(noun, count);

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public static string? Name(CountryLabel? country) => country?.NameIn(Language);

    public static string Name(CountryItem country) => country.NameIn(Language);

    public static string? Day(PartialDate? date) => date is { } day ? PartialDateText.Words(day) : null;

    /// <summary>An amount with how far the money has come.</summary>
    public string Of(Money amount, Stage stage) => texts[
        "Feed.Amount",
        money.Compact(amount.Low, amount.High, amount.Currency, amount.Nature.Code(), amount.Basis == AmountBasis.Annual),
        Of(stage).ToLower(CultureInfo.CurrentCulture)];

    /// <summary>What a figure says of another: that it is the same money, or how it changes it.</summary>
    public string Of(FigureLinkItem link) => texts["Feed.Relation", Of(link.Kind), Of(link.Figure.Money, link.Figure.Stage), PartialDateText.Words(link.Figure.StatedOn)];

    /// <summary>What is said, and of what it is said.</summary>
    public string Titled(string what, string text) => texts["Feed.Titled", what, text];

    public string Stated(PartialDate date) => Titled(texts["Field.Stated"], PartialDateText.Words(date));

    public string Due(PartialDate date) => Titled(texts["Promises.Due"], PartialDateText.Words(date));

    public string Mended(int revision) => texts["Corrections.Mended", revision];

    public string ReplacedBy(string reference) => Titled(texts["Feed.ReplacedBy"], reference);

    public string Change(ChangedField field) => Titled(texts.Column(field.Field), $"{Value(field.Field, field.Before)} → {Value(field.Field, field.After)}");

    private string Value(string field, string? value) => value is null ? texts["Log.NoValue"] : texts.ColumnValue(field, value);
}
