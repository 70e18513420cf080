import { loadPatterns } from '../../src/rules/required-tags/pattern.ts'

// Tests parse policies and options without the stage that loads what their text needs.
await loadPatterns()
