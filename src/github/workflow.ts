import { parse } from 'yaml'

/** A workflow that a person can start, and what it asks for. */
export interface Startable {
  /** `holdfast.yml` */
  readonly file: string
  readonly inputs: readonly string[]
}

/** The inputs that a workflow takes when a person starts it; null: nobody can, or it is none that can be read. */
export function dispatchInputs(text: string): readonly string[] | null {
  const events = child(parsed(text), 'on')
  if (events === 'workflow_dispatch') return []
  if (Array.isArray(events)) return events.includes('workflow_dispatch') ? [] : null
  if (!isRecord(events) || !('workflow_dispatch' in events)) return null
  const inputs = child(child(events, 'workflow_dispatch'), 'inputs')
  return isRecord(inputs) ? Object.keys(inputs) : []
}

function parsed(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100 }) as unknown
  } catch {
    return null
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const child = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined)
