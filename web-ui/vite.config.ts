import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// What the edge says of the page, where an edge forgets it; a page cannot forbid frames by itself.
// The edge's SecurityHeadersTest holds the two together.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "manifest-src 'self'",
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
