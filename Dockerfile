# The service alone; PostgreSQL runs beside it (docker-compose.yml).
FROM node:24-slim
WORKDIR /unfolding
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts
COPY src src
COPY projections projections
COPY migrations migrations
USER node
ENV HOST=0.0.0.0 PORT=3000
EXPOSE 3000
CMD ["node", "src/main.ts"]
