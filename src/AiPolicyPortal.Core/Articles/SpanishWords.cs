using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Articles;

internal sealed class SpanishWords : Lexicon
{
    public override string Code => "es";

    public override IReadOnlySet<string> Frequent { get; } = Set("el los las del una y es para por con que se su al ha han sera fue como mas entre segun lo hasta desde un la en anuncio destinara sus");

    public override string Letters => "ñáíóú¿¡";

    public override char DecimalSign => ',';

    public override IReadOnlyDictionary<string, int> Months { get; } = Listed("enero ene", "febrero feb", "marzo mar", "abril abr", "mayo", "junio jun",
        "julio jul", "agosto ago", "septiembre setiembre sept sep", "octubre oct", "noviembre nov", "diciembre dic");

    public override IReadOnlyDictionary<string, DayOfWeek> Weekdays { get; } = new Dictionary<string, DayOfWeek>
    {
        ["lunes"] = DayOfWeek.Monday,
        ["martes"] = DayOfWeek.Tuesday,
        ["miercoles"] = DayOfWeek.Wednesday,
        ["jueves"] = DayOfWeek.Thursday,
        ["viernes"] = DayOfWeek.Friday,
        ["sabado"] = DayOfWeek.Saturday,
        ["domingo"] = DayOfWeek.Sunday,
    };

    public override IReadOnlyDictionary<string, int> NearDays { get; } = new Dictionary<string, int> { ["ayer"] = -1, ["hoy"] = 0, ["anteayer"] = -2 };

    public override IReadOnlySet<string> DateJoints { get; } = Set("de del º °");

    public override IReadOnlySet<string> Next { get; } = Set("proximo");

    public override IReadOnlySet<string> BeforeYear { get; } = Set(
        "en de desde hasta para del y a antes despues ano anos entre durante el finales principios mediados ejercicio periodo primavera verano otono invierno horizonte presupuesto fin");

    public override IReadOnlyDictionary<string, decimal> Numbers { get; } = Values(
        "medio=0.5 media=0.5 un=1 una=1 uno=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 dieciseis=16 diecisiete=17 "
        + "dieciocho=18 diecinueve=19 veinte=20 veintiun=21 veintiuno=21 veintidos=22 veintitres=23 veinticuatro=24 veinticinco=25 veintiseis=26 veintisiete=27 veintiocho=28 veintinueve=29 "
        + "treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien=100 ciento=100 doscientos=200 doscientas=200 trescientos=300 trescientas=300 cuatrocientos=400 "
        + "cuatrocientas=400 quinientos=500 quinientas=500 seiscientos=600 seiscientas=600 setecientos=700 setecientas=700 ochocientos=800 ochocientas=800 novecientos=900 novecientas=900");

    public override IReadOnlyDictionary<string, decimal> Multipliers { get; } = Values("mil=1e3 miles=1e3 k=1e3");

    public override IReadOnlyDictionary<string, decimal> Scales { get; } = Values(
        "millon=1e6 millones=1e6 m=1e6 mill=1e6 mm=1e6 mn=1e6 millardo=1e9 millardos=1e9 billon=1e12 billones=1e12");

    public override PhraseSet AndAHalf { get; } = new("y medio, y media");

    public override IReadOnlySet<string> One { get; } = Set("un una");

    public override IReadOnlySet<string> NumberJoints { get; } = Set("y");

    public override IReadOnlySet<string> RangeJoints { get; } = Set("- a o");

    public override (string Between, IReadOnlySet<string> And) Between { get; } = ("entre", Set("y"));

    public override IReadOnlySet<string> From { get; } = Set("de desde");

    public override IReadOnlySet<string> Joining { get; } = Set("de");

    public override IReadOnlySet<string> Articles { get; } = Set("de los las el la un una otros");

    public override IReadOnlyDictionary<Nature, PhraseSet> Before { get; } = new Dictionary<Nature, PhraseSet>
    {
        [Nature.AtLeast] = new("mas de, al menos, como minimo, por lo menos, minimo, un minimo de, minimo de, superior a, supera, superan, no menos de"),
        [Nature.UpTo] = new("hasta, menos de, como maximo, un maximo de, maximo de, un tope de, tope de, inferior a, no mas de, a lo sumo"),
        [Nature.About] = new("unos, unas, cerca de, casi, alrededor de, aproximadamente, en torno a, aproximado de, aproximada de, estimado en, estimada en, del orden de, sobre, ~, ≈"),
    };

    public override IReadOnlyDictionary<Nature, PhraseSet> After { get; } = new Dictionary<Nature, PhraseSet>
    {
        [Nature.AtLeast] = new("como minimo, o mas, al menos"),
        [Nature.UpTo] = new("como maximo, o menos"),
        [Nature.About] = new("aproximadamente"),
    };

    public override PhraseSet Annual { get; } = new("al ano, por ano, anual*, cada ano, todos los anos, / ano");

    public override PhraseSet AfterBareAmount { get; } = new(
        "de prestamos, de subvenciones, de inversion, en, para, a, por, y, o, pero, se, son, seran, fueron, que, al, cada, anual*, mas, menos, del, con, desde, hasta, entre, como, publicos, privados, adicionales, iran, van");

    public override IReadOnlyDictionary<string, string> Currencies { get; } = Units(
        "euro=EUR euros=EUR eur=EUR dolar=dollar dolares=dollar libra=pound libras=pound yen=JPY yenes=JPY yuan=CNY yuanes=CNY renminbi=CNY won=KRW wones=KRW rupia=rupee rupias=rupee franco=franc francos=franc "
        + "corona=crown coronas=crown real=BRL reales=BRL reais=BRL peso=peso pesos=peso dirham=dirham dirhams=dirham dirhames=dirham riyal=riyal riyales=riyal dinar=dinar dinares=dinar sequeles=ILS shekels=ILS "
        + "liras=TRY rublo=RUB rublos=RUB zloty=PLN eslotis=PLN forintos=HUF baht=THB ringgit=MYR nairas=NGN rand=ZAR rands=ZAR grivnas=UAH soles=PEN chelines=shilling leus=RON");

    public override IReadOnlyDictionary<Stage, PhraseSet> Stages { get; } = new Dictionary<Stage, PhraseSet>
    {
        [Stage.Recommended] = new("recomend*, propone, propuso, propuesta, proponen, pide, sugiere"),
        [Stage.Announced] = new(
            "anunci*, destinara, destinaran, destina, invertira, invertiran, se invertiran, prometi*, promete, reserva*, preve, presento, presenta, moviliza*, movera, dotad*, dedicara*, aportara*, reservo, lanz*"),
        [Stage.Appropriated] = new("presupuest*, aprobo, aprobado, autorizo, autorizado, ley de presupuestos"),
        [Stage.Committed] = new("compromet*, firmo, firmado, contratado, suscrib*, invirtio"),
        [Stage.Awarded] = new("concedi*, otorg*, adjudic*, subvencion de, beca, premio, recibira"),
        [Stage.Disbursed] = new("desembols*, pagad*, pago, gastad*, gasto, abono, abonad*, transferi*"),
    };

    public override IReadOnlySet<string> Abbreviations { get; } = Set("ene feb mar abr jun jul ago sept sep oct nov dic sr sra dr mill ee uu d a aprox num art etc");

    public override NameCues Organisations { get; } = new(
        new PhraseSet("apoyo a, respaldo a, financiacion de, subvencion a, empresa, startup, fundada por, junto con, laboratorio"),
        new PhraseSet("ha recibido, recibio, anuncio, ha anunciado, acababa de anunciar, publico, ha publicado, lanzo, recaudo, recibira, informo"));

    public override NameCues Releases { get; } = new(
        new PhraseSet("apertura de, publicacion de, liberacion de, lanzamiento de, modelo, llamado, denominado, conjunto de datos"),
        new PhraseSet("fue publicado, en codigo abierto, de codigo abierto, con licencia abierta"));
}
