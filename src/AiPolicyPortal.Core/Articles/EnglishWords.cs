using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Articles;

internal sealed class EnglishWords : Lexicon
{
    public override string Code => "en";

    public override IReadOnlySet<string> Frequent { get; } = Set("the of and a has was will with that for its it by is are been which from this be were have on to in at an or as not");

    public override string Letters => "";

    public override char DecimalSign => '.';

    public override IReadOnlyDictionary<string, int> Months { get; } = Listed("january jan", "february feb", "march mar", "april apr", "may",
        "june jun", "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec");

    public override IReadOnlyDictionary<string, DayOfWeek> Weekdays { get; } = new Dictionary<string, DayOfWeek>
    {
        ["monday"] = DayOfWeek.Monday,
        ["tuesday"] = DayOfWeek.Tuesday,
        ["wednesday"] = DayOfWeek.Wednesday,
        ["thursday"] = DayOfWeek.Thursday,
        ["friday"] = DayOfWeek.Friday,
        ["saturday"] = DayOfWeek.Saturday,
        ["sunday"] = DayOfWeek.Sunday,
    };

    public override IReadOnlyDictionary<string, int> NearDays { get; } = new Dictionary<string, int> { ["yesterday"] = -1, ["today"] = 0, ["tomorrow"] = 1 };

    public override IReadOnlySet<string> DateJoints { get; } = Set("of , . st nd rd th the");

    public override IReadOnlySet<string> Next { get; } = Set("next");

    public override IReadOnlySet<string> BeforeYear { get; } = Set(
        "in by since until till from to of the before after during through between and for early late mid around fy fiscal year end started starting spring summer autumn fall winter");

    public override IReadOnlyDictionary<string, decimal> Numbers { get; } = Values(
        "half=0.5 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 "
        + "seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90");

    public override IReadOnlyDictionary<string, decimal> Multipliers { get; } = Values("hundred=100 thousand=1e3 k=1e3 lakh=1e5 lakhs=1e5 crore=1e7 crores=1e7 cr=1e7");

    public override IReadOnlyDictionary<string, decimal> Scales { get; } = Values(
        "million=1e6 millions=1e6 m=1e6 mn=1e6 mln=1e6 mio=1e6 billion=1e9 billions=1e9 bn=1e9 b=1e9 bln=1e9 trillion=1e12 trillions=1e12 tn=1e12 trn=1e12");

    public override PhraseSet AndAHalf { get; } = new("and a half, and one half");

    public override IReadOnlySet<string> One { get; } = Set("a an");

    public override IReadOnlySet<string> NumberJoints { get; } = Set("and -");

    public override IReadOnlySet<string> RangeJoints { get; } = Set("- to or");

    public override (string Between, IReadOnlySet<string> And) Between { get; } = ("between", Set("and"));

    public override IReadOnlySet<string> From { get; } = Set("from");

    public override IReadOnlySet<string> Joining { get; } = Set("of worth");

    public override IReadOnlySet<string> Articles { get; } = Set("a an the of its another");

    public override IReadOnlyDictionary<Nature, PhraseSet> Before { get; } = new Dictionary<Nature, PhraseSet>
    {
        [Nature.AtLeast] = new("more than, over, at least, a minimum of, minimum of, upwards of, above, no less than, not less than, in excess of, exceeding, exceeds"),
        [Nature.UpTo] = new(
            "up to, as much as, less than, fewer than, under, below, at most, no more than, not more than, a maximum of, maximum of, max, a ceiling of, ceiling of, capped at, a cap of, cap of, limited to"),
        [Nature.About] = new(
            "about, around, some, roughly, approximately, approx, nearly, almost, close to, an estimated, estimated, estimated at, circa, c, ca, near, just over, just under, an approximate, in the region of, in the order of, ~, ≈"),
    };

    public override IReadOnlyDictionary<Nature, PhraseSet> After { get; } = new Dictionary<Nature, PhraseSet>
    {
        [Nature.AtLeast] = new("or more, at least, +"),
        [Nature.UpTo] = new("at most, or less, at the most, maximum"),
        [Nature.About] = new("or so"),
    };

    public override PhraseSet Annual { get; } = new(
        "a year, per year, annually, per annum, each year, every year, yearly, / year, / yr, annual, per fiscal year, a calendar year");

    public override PhraseSet AfterBareAmount { get; } = new(
        "of, in, for, to, from, on, by, at, is, was, were, will, would, has, had, have, are, be, been, goes, went, came, comes, more, less, each, apiece, a, per, annually, and, or, but, with, over, "
        + "under, as, which, that, this, so, went, going, through, since, until, during, into, loans, loan, grants, grant, funding, investment, private, public, equity, annual");

    public override IReadOnlyDictionary<string, string> Currencies { get; } = Units(
        "euro=EUR euros=EUR eur=EUR dollar=dollar dollars=dollar bucks=dollar pound=pound pounds=pound quid=GBP sterling=GBP yen=JPY yuan=CNY renminbi=CNY rmb=CNY won=KRW rupee=rupee "
        + "rupees=rupee rs=rupee franc=franc francs=franc krona=crown kronor=crown kroner=crown krone=crown kronas=crown crowns=crown kr=crown koruna=CZK real=BRL reais=BRL reals=BRL peso=peso pesos=peso "
        + "dirham=dirham dirhams=dirham riyal=riyal riyals=riyal rials=riyal dinar=dinar dinars=dinar shilling=shilling shillings=shilling shekel=ILS shekels=ILS lira=TRY liras=TRY rouble=RUB roubles=RUB "
        + "ruble=RUB rubles=RUB zloty=PLN zlotys=PLN zlotych=PLN forint=HUF forints=HUF baht=THB ringgit=MYR rupiah=IDR dong=VND naira=NGN rand=ZAR hryvnia=UAH tenge=KZT lei=RON leva=BGN cedi=GHS cedis=GHS birr=ETB");

    public override IReadOnlyDictionary<Stage, PhraseSet> Stages { get; } = new Dictionary<Stage, PhraseSet>
    {
        [Stage.Recommended] = new("recommend*, proposed, proposes, proposal, propose, calls for, called for, urged, advis*, suggests, suggested"),
        [Stage.Announced] = new(
            "announc*, unveil*, pledg*, promis*, earmark*, set aside, will invest, to invest, plans to, plan to, will spend, to spend, launch*, presented, reveal*, said it would, would spend, intends to, put into, betting, mobilis*, mobiliz*"),
        [Stage.Appropriated] = new("appropriat*, budgeted, voted, passed, enacted, parliament approved, congress approved, budget act, budget law, in the budget"),
        [Stage.Committed] = new("committed, commits, commitment, signed, contracted, obligated, allocat*, invested, approved, cleared"),
        [Stage.Awarded] = new("award*, granted, grant to, grants to, a grant of, grant of, received a grant, won, selected for funding"),
        [Stage.Disbursed] = new("disburs*, paid out, paid, spent, transferred, payment, paid over, received"),
    };

    public override IReadOnlySet<string> Abbreviations { get; } = Set("jan feb mar apr jun jul aug sept sep oct nov dec mr mrs ms dr prof inc ltd co corp rs approx no vs st u.s. u s k");

    public override NameCues Organisations { get; } = new(
        new PhraseSet("backing of, backing for, investment in, funding for, grant to, grants to, stake in, led by, founded by, backed by, together with, partnership with, contract with, startup, start - up, company, lab"),
        new PhraseSet(
            "has received, received, receives, has raised, raised, raises, had just announced, has announced, announced, announces, said, says, won, wins, has launched, launched, had announced, unveiled, will receive, open - sourced, released"));

    public override NameCues Releases { get; } = new(
        new PhraseSet(
            "open - sourcing of, open sourcing of, open - sourcing, opening of, release of, releases, released, releasing, launch of, open - sourced, open - source, open - sources, publication of, published, weights of, model, model called, called, named"),
        new PhraseSet("model, was released, was open - sourced, has been released, has been open - sourced, is released, under an open licence, language model, dataset, data set"));
}
