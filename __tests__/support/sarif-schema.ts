import { readFileSync } from 'node:fs'
import Ajv from 'ajv'

export interface SarifFile {
  readonly version: string
  readonly runs: readonly {
    readonly automationDetails: { readonly id: string }
    readonly tool: { readonly driver: { readonly rules: readonly SarifRule[] } }
    readonly invocations: readonly {
      readonly executionSuccessful: boolean
      readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[]
    }[]
    readonly results: readonly SarifResult[]
  }[]
}

interface SarifRule {
  readonly id: string
  readonly help: { readonly text: string }
  readonly properties: Readonly<Record<string, unknown>>
}

export interface SarifResult {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly level: string
  readonly message: { readonly text: string }
  readonly partialFingerprints: Readonly<Record<string, string>>
  readonly suppressions?: readonly unknown[]
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string }
      readonly region: { readonly startLine: number }
    }
  }[]
}

// The schema as the package @microsoft/jest-sarif (MIT) has it, of which ajv takes neither the old name of itself nor its patterns.
const {
  $schema: _,
  id: __,
  ...schema
} = JSON.parse(readFileSync('__tests__/report/sarif-2.1.0.schema.json', 'utf8')) as Record<string, unknown>
const ajv = new (Ajv as unknown as typeof Ajv.default)({ strict: false, unicodeRegExp: false, validateFormats: false })
const isSarif = ajv.compile(schema)

/** A text as SARIF; the test fails where it is none. */
export function sarifIn(text: string): SarifFile {
  const value: unknown = JSON.parse(text)
  if (!isSarif(value)) throw new Error(ajv.errorsText(isSarif.errors))
  return value as unknown as SarifFile
}
