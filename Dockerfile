# syntax=docker/dockerfile:1

# Styles and scripts
FROM node:22-bookworm-slim AS assets
WORKDIR /web
COPY src/AiPolicyPortal.Web/package.json src/AiPolicyPortal.Web/package-lock.json src/AiPolicyPortal.Web/tsconfig.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY src/AiPolicyPortal.Web/Assets Assets
RUN npm run build

# The portal and its command line; packages are restored apart, so that a change of code does not fetch them again.
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /portal
ENV DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/AiPolicyPortal.Core/AiPolicyPortal.Core.csproj src/AiPolicyPortal.Core/packages.lock.json src/AiPolicyPortal.Core/
COPY src/AiPolicyPortal.EmbeddedPostgres/AiPolicyPortal.EmbeddedPostgres.csproj src/AiPolicyPortal.EmbeddedPostgres/packages.lock.json src/AiPolicyPortal.EmbeddedPostgres/
COPY src/AiPolicyPortal.Web/AiPolicyPortal.Web.csproj src/AiPolicyPortal.Web/packages.lock.json src/AiPolicyPortal.Web/Assets.targets src/AiPolicyPortal.Web/
COPY src/AiPolicyPortal.Cli/AiPolicyPortal.Cli.csproj src/AiPolicyPortal.Cli/packages.lock.json src/AiPolicyPortal.Cli/
RUN dotnet restore --locked-mode src/AiPolicyPortal.Web && dotnet restore --locked-mode src/AiPolicyPortal.Cli
COPY data data
COPY src src
COPY --from=assets /web/wwwroot/dist src/AiPolicyPortal.Web/wwwroot/dist
RUN dotnet publish src/AiPolicyPortal.Web --no-restore -c Release -o /out/web -p:BuildAssets=false \
 && dotnet publish src/AiPolicyPortal.Cli --no-restore -c Release -o /out/cli \
 && mkdir /out/snapshots

# No shell, no package manager, not root; "extra" brings ICU and time zones.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
ENV ASPNETCORE_ENVIRONMENT=Production ASPNETCORE_HTTP_PORTS=8080
COPY --from=build /out/web /portal/web
COPY --from=build /out/cli /portal/cli
# A new volume takes over whose folder it is.
COPY --from=build --chown=$APP_UID /out/snapshots /snapshots
WORKDIR /portal/web
USER $APP_UID
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=15s --start-period=30s CMD ["dotnet", "AiPolicyPortal.Web.dll", "--health"]
ENTRYPOINT ["dotnet", "AiPolicyPortal.Web.dll"]
