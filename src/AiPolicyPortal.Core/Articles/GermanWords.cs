using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Articles;

internal sealed class GermanWords : Lexicon
{
    private static readonly string[] Joined = ["und"];

    public override string Code => "de";

    public override IReadOnlySet<string> Frequent { get; } = Set("der die das und den dem ist sind wurde werden wird mit fur von im in auf nicht sich bei ein eine einen nach aus zum zur sie hat haben sollen will am rund als auch uber");

    public override string Letters => "äöüß";

    public override char DecimalSign => ',';

    public override IReadOnlyDictionary<string, int> Months { get; } = Listed("januar jan janner", "februar feb feber", "marz mrz", "april apr", "mai",
        "juni jun", "juli jul", "august aug", "september sept sep", "oktober okt", "november nov", "dezember dez");

    public override IReadOnlyDictionary<string, DayOfWeek> Weekdays { get; } = new Dictionary<string, DayOfWeek>
    {
        ["montag"] = DayOfWeek.Monday,
        ["dienstag"] = DayOfWeek.Tuesday,
        ["mittwoch"] = DayOfWeek.Wednesday,
        ["donnerstag"] = DayOfWeek.Thursday,
        ["freitag"] = DayOfWeek.Friday,
        ["samstag"] = DayOfWeek.Saturday,
        ["sonnabend"] = DayOfWeek.Saturday,
        ["sonntag"] = DayOfWeek.Sunday,
    };

    public override IReadOnlyDictionary<string, int> NearDays { get; } = new Dictionary<string, int>
    {
        ["gestern"] = -1,
        ["heute"] = 0,
        ["morgen"] = 1,
        ["vorgestern"] = -2,
    };

    public override IReadOnlySet<string> DateJoints { get; } = Set(". des");

    public override IReadOnlySet<string> Next { get; } = Set("nachsten kommenden");

    public override IReadOnlySet<string> BeforeYear { get; } = Set(
        "in im bis seit ab vor nach von jahr jahre jahren ende anfang mitte und fur will soll des jahres haushalt haushaltsjahr zeitraum herbst fruhjahr fruhling sommer winter noch erst bereits zwischen spatestens war waren wurden wurde hat");

    public override IReadOnlyDictionary<string, decimal> Numbers { get; } = Values(
        "halbe=0.5 halben=0.5 halber=0.5 ein=1 eine=1 einer=1 einen=1 eins=1 zwei=2 drei=3 vier=4 funf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwolf=12 sechzehn=16 siebzehn=17 "
        + "zwanzig=20 dreissig=30 vierzig=40 funfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90 anderthalb=1.5 eineinhalb=1.5 zweieinhalb=2.5 dreieinhalb=3.5 viereinhalb=4.5 funfeinhalb=5.5");

    public override IReadOnlyDictionary<string, decimal> Multipliers { get; } = Values("hundert=100 tausend=1e3 tsd=1e3");

    public override IReadOnlyDictionary<string, decimal> Scales { get; } = Values(
        "million=1e6 millionen=1e6 mio=1e6 mill=1e6 mn=1e6 milliarde=1e9 milliarden=1e9 mrd=1e9 mia=1e9 billion=1e12 billionen=1e12 bio=1e12");

    public override PhraseSet AndAHalf { get; } = new("und eine halbe");

    public override IReadOnlySet<string> One { get; } = Set("eine einer ein einen");

    public override IReadOnlySet<string> NumberJoints { get; } = Set("-");

    public override IReadOnlySet<string> RangeJoints { get; } = Set("- bis oder");

    public override (string Between, IReadOnlySet<string> And) Between { get; } = ("zwischen", Set("und"));

    public override IReadOnlySet<string> From { get; } = Set("von");

    public override IReadOnlySet<string> Joining { get; } = Set("an");

    public override IReadOnlySet<string> Articles { get; } = Set("die der den das einen eine einer von");

    public override IReadOnlyDictionary<Nature, PhraseSet> Before { get; } = new Dictionary<Nature, PhraseSet>
    {
        [Nature.AtLeast] = new("mehr als, uber, mindestens, wenigstens, gut, zumindest, nicht weniger als"),
        [Nature.UpTo] = new("bis zu, maximal, hochstens, weniger als, unter, nicht mehr als, hochstens bis zu, maximal bis zu, obergrenze von"),
        [Nature.About] = new("rund, etwa, ca ., ca, circa, zirka, ungefahr, fast, knapp, nahezu, annahernd, schatzungsweise, um die, in etwa, beinahe, ~, ≈"),
    };

    public override IReadOnlyDictionary<Nature, PhraseSet> After { get; } = new Dictionary<Nature, PhraseSet>
    {
        [Nature.AtLeast] = new("oder mehr, mindestens"),
        [Nature.UpTo] = new("hochstens, maximal"),
        [Nature.About] = new("in etwa"),
    };

    public override PhraseSet Annual { get; } = new("pro jahr, im jahr, jahrlich*, jedes jahr, je jahr, p . a, per annum, / jahr, alljahrlich");

    public override PhraseSet AfterBareAmount { get; } = new(
        "davon, fur, in, im, zu, an, aus, auf, von, und, oder, aber, wurden, werden, wurde, sind, ist, waren, sollen, pro, je, jahrlich*, mehr, weniger, kredite, darlehen, zuschusse, fordermittel, seien, sowie, kommen, kamen, als, bis");

    public override IReadOnlyDictionary<string, string> Currencies { get; } = Units(
        "euro=EUR euros=EUR eur=EUR dollar=dollar dollars=dollar pfund=pound yen=JPY yuan=CNY renminbi=CNY won=KRW rupie=rupee rupien=rupee franken=franc sfr=CHF fr=CHF krone=crown kronen=crown real=BRL reais=BRL "
        + "peso=peso pesos=peso dirham=dirham dirhams=dirham riyal=riyal rial=riyal dinar=dinar dinare=dinar schekel=ILS lira=TRY rubel=RUB zloty=PLN forint=HUF baht=THB ringgit=MYR rupiah=IDR dong=VND naira=NGN "
        + "rand=ZAR hrywnja=UAH tenge=KZT schilling=shilling lei=RON lewa=BGN");

    public override IReadOnlyDictionary<Stage, PhraseSet> Stages { get; } = new Dictionary<Stage, PhraseSet>
    {
        [Stage.Recommended] = new("empfiehlt, empfahl, empfohlen, vorgeschlagen, schlagt, schlug, fordert, forderte, vorschlag"),
        [Stage.Announced] = new(
            "angekundigt, kundigte, kundigt, ankundig*, versprochen, verspricht, versprach, zugesagt, sagte, stellt, stellte, plant, planen, geplant, eingeplant, vorgesehen, will, wollen, soll, sollen, investiert, reserviert"),
        [Stage.Appropriated] = new("haushalt, bundeshaushalt, beschlossen, verabschiedet, haushaltsausschuss, parlament bewilligt, eingestellt"),
        [Stage.Committed] = new("zugesichert, gebunden, verpflichtet, unterzeichnet, vereinbart, genehmigt, investierte"),
        [Stage.Awarded] = new("bewilligt, bewilligte, vergeben, vergibt, zuschlag, zuwendung, gefordert, fordert mit, erhalt, erhalten, erhielten, zuwendungsbescheid"),
        [Stage.Disbursed] = new("ausgezahlt, ausgegeben, abgeflossen, uberwiesen, gezahlt, ausbezahlt, auszahlung"),
    };

    public override IReadOnlySet<string> Abbreviations { get; } = Set("mio mrd bio tsd ca bzw z b d h u a dr prof nr st sept okt nov dez jan feb apr aug usw vgl inkl s");

    public override NameCues Organisations { get; } = new(
        new PhraseSet("unterstutzung fur, forderung von, beteiligung an, start - up, startup, firma, unternehmen, gegrundet von, zusammen mit"),
        new PhraseSet("hat angekundigt, kundigte, erhalt, erhielt, hat erhalten, sammelte, veroffentlichte, hat veroffentlicht, teilte, stellt, stellte"));

    public override NameCues Releases { get; } = new(
        new PhraseSet("veroffentlichung von, offenlegung von, freigabe von, modell, sprachmodell, namens, datensatz"),
        new PhraseSet("wurde veroffentlicht, ist quelloffen, als open source, quelloffen"));

    /// <summary>German writes number words in one: <c>zweihundertfunfzig</c>, <c>funfundzwanzig</c>, <c>dreizehn</c>.</summary>
    public override decimal? NumberWord(string folded)
    {
        if (Numbers.TryGetValue(folded, out var known))
        {
            return known;
        }

        foreach (var (multiplier, times) in Multipliers.OrderByDescending(entry => entry.Value))
        {
            var at = folded.IndexOf(multiplier, StringComparison.Ordinal);
            if (at < 0 || folded.Length == multiplier.Length)
            {
                continue;
            }

            var before = at == 0 ? 1 : NumberWord(folded[..at]);
            var rest = folded[(at + multiplier.Length)..];
            var after = rest.Length == 0 ? 0 : NumberWord(rest.StartsWith("und", StringComparison.Ordinal) ? rest[3..] : rest);
            return before * times + after;
        }

        if (folded.EndsWith("zehn", StringComparison.Ordinal))
        {
            return Numbers.TryGetValue(folded[..^4], out var unit) ? unit + 10 : null;
        }

        return folded.Split(Joined, 2, StringSplitOptions.None) is [var units, var tens] && Numbers.TryGetValue(units, out var one)
            && Numbers.TryGetValue(tens, out var ten) ? one + ten : null;
    }
}
