namespace AiPolicyPortal.Core.Interchange;

/// <summary>The stable codes of faults; docs/data-format.md says what each means.</summary>
public static class FaultCodes
{
    public const string NoFolder = "no-folder";
    public const string EmptyFolder = "empty-folder";
    public const string UnknownFile = "unknown-file";
    public const string Unreadable = "unreadable";
    public const string NotUtf8 = "not-utf8";
    public const string NoHeader = "no-header";
    public const string UnknownColumn = "unknown-column";
    public const string MissingColumn = "missing-column";
    public const string DuplicateColumn = "duplicate-column";
    public const string CellCount = "cell-count";
    public const string UnclosedQuote = "unclosed-quote";
    public const string StrayQuote = "stray-quote";
    public const string ControlCharacter = "control-character";
    public const string TooLong = "too-long";
    public const string Required = "required";
    public const string BadReference = "bad-reference";
    public const string BadDate = "bad-date";
    public const string BadNumber = "bad-number";
    public const string BadInstant = "bad-instant";
    public const string BadAddress = "bad-address";
    public const string BadLicence = "bad-licence";
    public const string OutOfRange = "out-of-range";
    public const string UnknownCode = "unknown-code";
    public const string UnknownReference = "unknown-reference";
    public const string UnknownCountry = "unknown-country";
    public const string UnknownCurrency = "unknown-currency";
    public const string UnknownLanguage = "unknown-language";
    public const string ListedTwice = "listed-twice";
    public const string DuplicateKey = "duplicate-key";
    public const string SelfLink = "self-link";
    public const string Cycle = "cycle";
    public const string AmountUndisclosed = "amount-undisclosed";
    public const string AmountMissing = "amount-missing";
    public const string AmountOrder = "amount-order";
    public const string AmountNotRange = "amount-not-range";
    public const string CurrencyMissing = "currency-missing";
    public const string DateOrder = "date-order";
    public const string Future = "future";
    public const string WithdrawnBeforeRecorded = "withdrawn-before-recorded";
    public const string WithdrawnOnce = "withdrawn-once";
    public const string OnePayer = "one-payer";
    public const string OneEnd = "one-end";
    public const string StatusDiffers = "status-differs";
    public const string RecipientDiffers = "recipient-differs";
    public const string NotCited = "not-cited";
    public const string TakenIdentifier = "taken-identifier";
    public const string TakenReference = "taken-reference";
    public const string PublishedFact = "published-fact";
    public const string RewrittenPast = "rewritten-past";
    public const string EditedInPortal = "edited-in-portal";
    public const string Withdrawn = "withdrawn";
    public const string TooManyFaults = "too-many-faults";
}
