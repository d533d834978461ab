namespace AiPolicyPortal.Core.Articles;

/// <summary>The words of programme themes, in the four languages.</summary>
internal static class Themes
{
    private static readonly (string Theme, PhraseSet Phrases)[] Words =
    [
        ("open-source", new("open - source, open source, open - sourcing, open sourcing, open weights, open - weight, open models, open model, logiciel libre, logiciels libres, licence libre, "
            + "modeles ouverts, communs numeriques, quelloffen*, offene modelle, codigo abierto, software libre, modelos abiertos")),
        ("compute", new("compute, computing, supercomputer*, supercomputing, gpu, gpus, gigafactor*, calcul, supercalculateur*, gigafabrique*, rechenleistung, rechenkapazitat*, supercomputern, "
            + "hochleistungsrechner*, gigafabrik*, superordenador*, supercomputador*, computacion, calculo, gigafactoria*, exascale")),
        ("infrastructure", new("data centre*, data center*, infrastructure*, centre de donnees, centres de donnees, rechenzentr*, infrastruktur*, centro de datos, centros de datos, infraestructura*")),
        ("data", new("data sets, datasets, dataset, data set, open data, jeu de donnees, jeux de donnees, donnees ouvertes, datensatz*, offene daten, conjunto de datos, conjuntos de datos, datos abiertos")),
        ("research", new("research*, recherche*, chercheur*, forschung*, forscher*, investigacion*, investigador*, 3ia, laboratories, laboratoires")),
        ("talent", new("talent*, phd, phds, doctoral, fellowship*, fellows, chaires, chairs, doctorant*, professur*, doktorand*, becas, doctorado*")),
        ("skills", new("skills, training courses, upskilling, reskilling, formation, competences, weiterbildung, ausbildung, qualifizierung, capacitacion, competencias, formacion")),
        ("startups", new("start - up*, startup*, jeunes pousses, jeune pousse, venture capital, scale - ups, grunder*, emprendedor*, capital - risque")),
        ("adoption", new("adoption, diffusion, deployment in, small businesses, smes, pme, mittelstand, kmu, pymes, adopcion, einfuhrung")),
        ("safety-governance", new("ai safety, safety institute, governance, ethic*, oversight, ethique*, gouvernance, securite de l' ia, ethik*, aufsicht, ki - sicherheit, etica*, gobernanza, supervision")),
        ("language-technology", new("language model*, llm, llms, generative, modele de langue, modeles de langue, modele de langage, modeles de langage, sprachmodell*, modelo de lenguaje, modelos de lenguaje, generativ*, language bank, corpus")),
        ("defence", new("defence, defense, military, armed forces, armee*, militaire*, verteidigung*, bundeswehr, militar*, defensa")),
    ];

    /// <summary>Each theme once, at the first words that name it.</summary>
    public static IReadOnlyList<ThemeProposal> In(Article article)
    {
        var found = new Dictionary<string, Quote>(StringComparer.Ordinal);
        for (var i = 0; i < article.Tokens.Count; i++)
        {
            foreach (var (theme, phrases) in Words)
            {
                if (phrases.LengthAt(article.Tokens, i) is > 0 and var length && !found.ContainsKey(theme))
                {
                    found.Add(theme, article.Quote(i, i + length));
                }
            }
        }

        return [.. found.Select(entry => new ThemeProposal(entry.Key, entry.Value))];
    }
}
