import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// Everything comes from our own origin; pictures of people may come from anywhere.
const policy = [
  "default-src 'self'",
  "img-src 'self' data: https: http:",
  "media-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build', // the dev server injects inline scripts for hot reload
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
      injectTo: 'head-prepend',
    },
  ],
};

const backend = process.env['VISAVIS_ORIGIN'] ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react(), tailwindcss(), contentSecurityPolicy],
  build: { assetsInlineLimit: 0, target: 'es2023' },
  server: {
    proxy: {
      '/api': backend,
      '/signaling': { target: backend, ws: true },
    },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
