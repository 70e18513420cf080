#!/usr/bin/env node
globalThis[Symbol.for('holdfast.command')] = true
await import('./index.js')
