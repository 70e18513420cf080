// JSON Schemas of the policy file (for editors) and of report.json (for scripts).
import * as z from 'zod/mini'
import { policySchema } from '../../src/policy/schema.ts'
import { rules } from '../../src/rules/index.ts'
import { reportSchema } from '../report-schema.mjs'

const options = { io: 'input', unrepresentable: 'any' }
const plain = (schema) => {
  const { $schema, ...rest } = z.toJSONSchema(schema, options)
  return rest
}

function policyJsonSchema() {
  const whole = z.toJSONSchema(policySchema, options)
  const use = whole.properties.rules.items
  use.properties.rule = { enum: rules.map(({ id }) => id), description: 'The id of a rule' }
  use.allOf = rules.map((rule) => ({
    if: { properties: { rule: { const: rule.id } }, required: ['rule'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { options: { ...plain(rule.options), description: rule.title } } },
  }))
  return { ...whole, title: 'Holdfast policy file' }
}

const text = (value) => `${JSON.stringify(value, null, 2)}\n`

export async function files() {
  return new Map([
    ['schema/policy.schema.json', text(policyJsonSchema())],
    ['schema/report.schema.json', text(reportSchema)],
  ])
}
