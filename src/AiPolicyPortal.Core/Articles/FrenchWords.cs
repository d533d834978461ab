using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Articles;

internal sealed class FrenchWords : Lexicon
{
    public override string Code => "fr";

    public override IReadOnlySet<string> Frequent { get; } = Set("le les des du une et est dans pour par sur qui que d' l' au aux ont ete sera avec ce cette selon plus il elle un a pas jusqu' leur ses depuis dont");

    public override string Letters => "àâçèêëîïôùœ";

    public override char DecimalSign => ',';

    public override IReadOnlyDictionary<string, int> Months { get; } = Listed("janvier janv", "fevrier fevr", "mars", "avril avr", "mai", "juin",
        "juillet juil", "aout", "septembre sept", "octobre oct", "novembre nov", "decembre dec");

    public override IReadOnlyDictionary<string, DayOfWeek> Weekdays { get; } = new Dictionary<string, DayOfWeek>
    {
        ["lundi"] = DayOfWeek.Monday,
        ["mardi"] = DayOfWeek.Tuesday,
        ["mercredi"] = DayOfWeek.Wednesday,
        ["jeudi"] = DayOfWeek.Thursday,
        ["vendredi"] = DayOfWeek.Friday,
        ["samedi"] = DayOfWeek.Saturday,
        ["dimanche"] = DayOfWeek.Sunday,
    };

    public override IReadOnlyDictionary<string, int> NearDays { get; } = new Dictionary<string, int>
    {
        ["hier"] = -1,
        ["aujourd'hui"] = 0,
        ["demain"] = 1,
    };

    public override IReadOnlySet<string> DateJoints { get; } = Set("er . de du");

    public override IReadOnlySet<string> Next { get; } = Set("prochain");

    public override IReadOnlySet<string> BeforeYear { get; } = Set(
        "en de d' depuis a l' des jusqu' jusqu'en fin debut avant apres courant et pour annee annees an horizon ici vers entre sur exercice printemps ete automne hiver budget au mi");

    public override IReadOnlyDictionary<string, decimal> Numbers { get; } = Values(
        "demi=0.5 demie=0.5 un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14 quinze=15 seize=16 "
        + "vingt=20 vingts=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 huitante=80 octante=80 nonante=90");

    public override IReadOnlyDictionary<string, decimal> Multipliers { get; } = Values("cent=100 cents=100 mille=1e3 k=1e3 milliers=1e3");

    public override IReadOnlyDictionary<string, decimal> Scales { get; } = Values(
        "million=1e6 millions=1e6 m=1e6 mio=1e6 mn=1e6 milliard=1e9 milliards=1e9 md=1e9 mds=1e9 mrd=1e9 mrds=1e9 mia=1e9 billion=1e12 billions=1e12");

    public override PhraseSet AndAHalf { get; } = new("et demi, et demie");

    public override IReadOnlySet<string> One { get; } = Set("un une");

    public override IReadOnlySet<string> NumberJoints { get; } = Set("et -");

    public override IReadOnlySet<string> RangeJoints { get; } = Set("- a ou");

    public override (string Between, IReadOnlySet<string> And) Between { get; } = ("entre", Set("et"));

    public override IReadOnlySet<string> From { get; } = Set("de d'");

    public override IReadOnlySet<string> Joining { get; } = Set("de d'");

    public override IReadOnlySet<string> Articles { get; } = Set("de d' des les la le un une l'");

    public override IReadOnlyDictionary<Nature, PhraseSet> Before { get; } = new Dictionary<Nature, PhraseSet>
    {
        [Nature.AtLeast] = new("plus de, plus d', au moins, au minimum, minimum, un minimum de, au - dela de, superieur a, superieure a, depasse, depasser, depassent, pas moins de"),
        [Nature.UpTo] = new("jusqu' a, moins de, moins d', au plus, au maximum, maximum, un maximum de, un plafond de, plafond de, plafonne a, plafonnee a, inferieur a, inferieure a, pas plus de, dans la limite de"),
        [Nature.About] = new(
            "environ, quelque, quelques, pres de, pres d', autour de, presque, a peu pres, de l' ordre de, l' ordre de, approximativement, aux alentours de, estime a, estimee a, estimes a, quasi, quasiment, ~, ≈"),
    };

    public override IReadOnlyDictionary<Nature, PhraseSet> After { get; } = new Dictionary<Nature, PhraseSet>
    {
        [Nature.AtLeast] = new("au moins, au minimum, minimum, ou plus"),
        [Nature.UpTo] = new("au plus, au maximum, maximum, ou moins"),
        [Nature.About] = new("environ"),
    };

    public override PhraseSet Annual { get; } = new("par an, par annee, annuel*, annuellement, chaque annee, tous les ans, / an, l' an");

    public override PhraseSet AfterBareAmount { get; } = new(
        "de prets, de pret, de subventions, de dons, d' aides, de credits, de fonds, d' investissements, chacun, chacune, par, en, pour, a, au, aux, sur, dans, et, ou, mais, ont, a ete, sera, seront, est, sont, qui, que, dont, "
        + "depuis, d' ici, d' argent, entre, avec, publics, prives, annuel*, supplementaires, de plus, de moins");

    public override IReadOnlyDictionary<string, string> Currencies { get; } = Units(
        "euro=EUR euros=EUR eur=EUR dollar=dollar dollars=dollar livre=pound livres=pound yen=JPY yens=JPY yuan=CNY yuans=CNY renminbi=CNY won=KRW wons=KRW roupie=rupee roupies=rupee franc=franc francs=franc "
        + "couronne=crown couronnes=crown real=BRL reals=BRL reais=BRL reaux=BRL peso=peso pesos=peso dirham=dirham dirhams=dirham riyal=riyal riyals=riyal rials=riyal dinar=dinar dinars=dinar shekel=ILS shekels=ILS "
        + "rouble=RUB roubles=RUB zloty=PLN zlotys=PLN forints=HUF baht=THB bahts=THB ringgits=MYR roupiahs=IDR dongs=VND nairas=NGN naira=NGN rand=ZAR rands=ZAR hryvnias=UAH tenges=KZT shillings=shilling lei=RON leva=BGN");

    public override IReadOnlyDictionary<Stage, PhraseSet> Stages { get; } = new Dictionary<Stage, PhraseSet>
    {
        [Stage.Recommended] = new("recommand*, propos*, preconis*, appelle a, suggere*"),
        [Stage.Announced] = new(
            "annonc*, devoil*, promis*, promet*, prevoi*, prevu*, consacr*, reserv*, mobilis*, va investir, investira, investiront, seront investis, present*, lanc*, s' engage a, destin*, dote*"),
        [Stage.Appropriated] = new("vote*, inscrit*, loi de finances, credits ouverts, adopte par le parlement, budgete*"),
        [Stage.Committed] = new("engage, engages, engagee, engagees, engagement, signe, signee, signes, contractualis*, approuv*, investi, investis, ont investi, alloue*"),
        [Stage.Awarded] = new("attribu*, accord*, octroy*, laureat*, subvention de, subvention d', retenu*"),
        [Stage.Disbursed] = new("decaiss*, verse, versee, verses, versees, depens*, paye, payee, payes, payees"),
    };

    public override IReadOnlySet<string> Abbreviations { get; } = Set("janv fevr avr juil sept oct nov dec m mm mme dr env etc cf art no av");

    public override NameCues Organisations { get; } = new(
        new PhraseSet("soutien a, soutien de, financement de, subvention a, jeune pousse, start - up, societe, entreprise, dirige par, fonde par, laboratoire, partenariat avec"),
        new PhraseSet("a annonce, vient d' annoncer, a recu, a leve, leve, a publie, a lance, annonce, indique, a indique, va recevoir, recevra, a ouvert"));

    public override NameCues Releases { get; } = new(
        new PhraseSet("ouverture de, publication de, sortie de, mise en open source de, publie, lancement de, modele, modele nomme, baptise, baptisee, jeu de donnees"),
        new PhraseSet("a ete publie, est publie, sous licence libre, sous licence ouverte, en open source"));
}
