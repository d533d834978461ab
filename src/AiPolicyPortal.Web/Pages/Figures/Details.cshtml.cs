using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Figures;

public sealed class DetailsModel(FigureQueries figures, RecordFates fates)
    : DetailPage<Figure, FigureFilter, FigureItem, FigureItem>(figures, fates, "/figures");
