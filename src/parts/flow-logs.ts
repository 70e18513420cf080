import { canonicalJson } from '../lib/canonical-json.ts'
import { together } from '../lib/shifts.ts'
import type { Json, Observed } from '../model/basics.ts'
import type { FlowLog } from '../model/flow-log.ts'
import type { Change, Shift } from '../model/member.ts'
import { plainly, unchanged } from './effect.ts'
import { hasKeys, isList, isMap, isTextOrNull } from './json.ts'
import { entries, type Form, type Part, textOf, type Values } from './part.ts'

/** Flow logs by their destination: `flow-log arn:aws:s3:::logs`. One destination may take several. */
export function flowLogPart<F extends { readonly flowLogs: Observed<readonly FlowLog[]> }>(): Part<F> {
  return entries<F>({
    word: 'flow-log',
    name: 'arn:aws:s3:::example-logs',
    isName: (name) => name !== '',
    value: form,
    read: ({ flowLogs }) => (flowLogs.known ? { known: true, value: valuesOf(flowLogs.value) } : flowLogs),
    write: (facts, values) => ({ ...facts, flowLogs: { known: true, value: logsIn(values) } }),
    shift,
  })
}

const form: Form = {
  expected: 'a list of maps of traffic (ACCEPT, REJECT or ALL), format, interval and role',
  is: (value) => isList(value) && value.length > 0 && value.every(isLog),
}

function isLog(value: Json): boolean {
  if (!isMap(value) || !hasKeys(value, ['traffic', 'format', 'interval', 'role'])) return false
  const { traffic, format, interval, role } = value
  return (
    typeof traffic === 'string' &&
    /^(ACCEPT|REJECT|ALL)$/.test(traffic) &&
    isTextOrNull(format) &&
    isTextOrNull(role) &&
    (interval === null || typeof interval === 'number')
  )
}

function valuesOf(logs: readonly FlowLog[]): Values {
  const byDestination = Map.groupBy(logs, ({ destination }) => destination)
  const told = ({ traffic, format, interval, role }: FlowLog): Json => ({ traffic, format, interval, role })
  return new Map([...byDestination].map(([name, own]) => [name, own.map(told).sort(byText)]))
}

const byText = (a: Json, b: Json): number => (canonicalJson(a) < canonicalJson(b) ? -1 : 1)

function logsIn(values: Values): readonly FlowLog[] {
  return [...values].flatMap(([destination, value]) =>
    (isList(value) ? value : []).filter(isMap).map(
      ({ traffic = null, format = null, interval = null, role = null }): FlowLog => ({
        destination,
        traffic: textOf(traffic) ?? 'ALL',
        format: textOf(format),
        interval: typeof interval === 'number' ? interval : null,
        role: textOf(role),
      }),
    ),
  )
}

/** Less that is recorded opens nothing, but hides what happens: it counts as a gain of whoever is not seen. */
function shift(before: Values, after: Values): Shift {
  const names = new Set([...before.keys(), ...after.keys()])
  return together([...names].map((name) => shiftOf(name, { before, after })))
}

function shiftOf(name: string, { before, after }: { readonly before: Values; readonly after: Values }): Shift {
  const [was, is] = [before.get(name), after.get(name)]
  if (canonicalJson(was ?? null) === canonicalJson(is ?? null)) return unchanged
  if (is === undefined) {
    const words = after.size === 0 ? 'no flow log any more: traffic is not recorded' : `no flow log to ${name} any more`
    return { gains: 'yes', loses: 'no', words: [words] }
  }
  if (was === undefined) return { gains: 'no', loses: 'yes', words: [`traffic is recorded to ${name}`] }
  const [left, right] = [recordedBy(was), recordedBy(is)]
  const less = [...left].some((one) => !right.has(one))
  const more = [...right].some((one) => !left.has(one))
  const words = [
    ...(less ? [`the flow log to ${name} records less`] : []),
    ...(more ? [`the flow log to ${name} records more`] : []),
  ]
  if (words.length === 0) return plainly([`the flow log to ${name} is set up otherwise`])
  return { gains: less ? 'yes' : 'no', loses: more ? 'yes' : 'no', words }
}

/** Which fields of which traffic. */
function recordedBy(value: Json): ReadonlySet<string> {
  return new Set(
    logsIn(new Map([['', value]])).flatMap(({ traffic, format }) => {
      const fields = format?.match(/\$\{[^}]*\}/g) ?? ['all']
      const kinds = traffic === 'ALL' ? ['ACCEPT', 'REJECT'] : [traffic]
      return kinds.flatMap((kind) => fields.map((field) => `${kind} ${field}`))
    }),
  )
}

/** What a person has to do: to create one passes a role, and to delete one hides what happens. */
export function restoredFlowLog({ member, before, after }: Change): string {
  const to = member.slice('flow-log '.length)
  if (after === null) return `Holdfast deletes no flow log: delete the one to ${to}, or record it`
  const one = `create one to ${to} as ${canonicalJson(after)}`
  if (before === null)
    return `Holdfast creates no flow log, since that passes a role to AWS: ${one}, or record that it is gone`
  return `AWS changes no flow log: ${one}, and then delete the one that is there`
}
