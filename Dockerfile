# One image for all: compose says which command each container runs.
FROM node:24-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY . .
USER node
ENV NODE_ENV=production
EXPOSE 4000
CMD ["node", "gateway/run.ts"]
