import { rules } from '../rules/index.ts'
import { optionsOf } from '../rules/options.ts'
import type { Format } from './arguments.ts'

/** The rules of this version with their options and defaults. */
export function rulesText(format: Format): string {
  const all = rules.map((rule) => ({
    id: rule.id,
    title: rule.title,
    severity: rule.severity,
    controls: rule.controls,
    options: optionsOf(rule.options),
  }))
  if (format === 'json') return `${JSON.stringify(all, null, 2)}\n`
  return all
    .map(({ id, title, severity, options }) => {
      const lines = options.map(
        ({ name, type, standard }) =>
          `    ${name}: ${type}; default ${standard === null ? 'none' : JSON.stringify(standard)}\n`,
      )
      return `${id} (${severity})\n  ${title}\n${lines.length === 0 ? '    no options\n' : lines.join('')}`
    })
    .join('\n')
}
