import { loadPatterns } from '../../src/rules/required-tags/pattern.ts'
import { loadActions } from '../../src/tables/load.ts'

// Tests parse policies and options without the stage that loads what their text needs.
await loadPatterns()
await loadActions()
