# syntax=docker/dockerfile:1
FROM node:22-bookworm-slim AS assets
WORKDIR /web
COPY src/AiPolicyPortal.Web/package.json src/AiPolicyPortal.Web/package-lock.json src/AiPolicyPortal.Web/tsconfig.json ./
RUN npm ci --no-audit --no-fund
COPY src/AiPolicyPortal.Web/Assets Assets
RUN npm run build

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /portal
COPY . .
COPY --from=assets /web/wwwroot/dist src/AiPolicyPortal.Web/wwwroot/dist
RUN dotnet publish src/AiPolicyPortal.Web -c Release -o /out/web -p:BuildAssets=false \
 && dotnet publish src/AiPolicyPortal.Cli -c Release -o /out/cli

# No shell, no package manager, not root; "extra" brings ICU and time zones.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
ENV ASPNETCORE_ENVIRONMENT=Production ASPNETCORE_HTTP_PORTS=8080
WORKDIR /portal
COPY --from=build /out/web web
COPY --from=build /out/cli cli
WORKDIR /portal/web
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["dotnet", "AiPolicyPortal.Web.dll", "--health"]
ENTRYPOINT ["dotnet", "AiPolicyPortal.Web.dll"]
