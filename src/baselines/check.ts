import { nearest } from '../lib/nearest.ts'
import { visible } from '../lib/visible.ts'
import type { Recording } from '../model/baseline.ts'
import type { Json } from '../model/basics.ts'
import type { Kinds } from '../model/kind.ts'
import type { Member } from '../model/member.ts'
import type { Kind } from '../model/resource.ts'
import { isRecorded, wordOf } from './compare.ts'

export interface BaselineContext {
  readonly kinds: Kinds
  /** Kinds of this version that are recorded. */
  readonly recorded: readonly Kind[]
}

/** Something wrong with a file's data. `key`: with the last key of the path itself. */
export interface Complaint {
  readonly path: readonly string[]
  readonly key?: true
  readonly found: string
  readonly expected: string
  readonly near?: string | null
}

export type Data = Readonly<Record<string, unknown>>
export const isMap = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface Field {
  readonly expected: string
  readonly optional?: true
  is(value: unknown): boolean
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.isWellFormed()
const fits = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value)

const fields: Readonly<Record<string, Field>> = {
  version: { expected: '1', is: (value) => value === 1 },
  kind: { expected: 'a kind', is: isText },
  account: { expected: 'an account id of 12 digits, in quotes', is: fits(/^\d{12}$/) },
  region: { expected: 'a region of AWS such as eu-west-1, or global', is: fits(/^(global|[a-z]{2,}(-[a-z]+)+-\d+)$/) },
  id: { expected: 'what AWS calls the resource', is: isText },
  arn: { expected: 'the ARN of the resource', is: fits(/^arn:[a-z-]+:[^:]+:[^:]*:[^:]*:.+$/) },
  name: { expected: 'its name, or null', is: (value) => value === null || isText(value) },
  unique: { expected: "AWS's unique id of the resource", optional: true, is: isText },
  members: { expected: 'a map of members', is: isMap },
  unread: {
    expected: 'a list of texts',
    optional: true,
    is: (value) => Array.isArray(value) && value.every(isText),
  },
}

/** Everything that is wrong with the data of one file, its place aside. */
export function complaintsOf(data: unknown, context: BaselineContext): readonly Complaint[] {
  if (!isMap(data)) return [{ path: [], found: found(data), expected: 'a baseline: a map' }]
  const known = Object.keys(fields)
  const strangers = Object.keys(data).flatMap((key): readonly Complaint[] =>
    known.includes(key)
      ? []
      : [
          {
            path: [key],
            key: true,
            found: `the key ${shown(key)}`,
            expected: `one of ${known.join(', ')}`,
            near: nearest(key, known),
          },
        ],
  )
  const wrong = Object.entries(fields).flatMap(([key, field]): readonly Complaint[] => {
    if (!Object.hasOwn(data, key) && field.optional) return []
    return field.is(data[key]) ? [] : [{ path: [key], found: found(data[key]), expected: field.expected }]
  })
  return [
    ...strangers,
    ...wrong,
    ...kindComplaints(data, context),
    ...arnComplaints(data),
    ...memberComplaints(data, context),
  ]
}

function kindComplaints({ kind }: Data, { recorded }: BaselineContext): readonly Complaint[] {
  if (!isText(kind) || recorded.some((one) => one === kind)) return []
  const expected = `a kind that this version records: ${recorded.join(', ')}`
  return [{ path: ['kind'], found: found(kind), expected, near: nearest(kind, recorded) }]
}

/** The ARN of another account would make exceptions and protection look elsewhere. */
function arnComplaints({ arn, account, region, id }: Data): readonly Complaint[] {
  if (typeof arn !== 'string') return []
  const [, , , place = '', owner = ''] = arn.split(':')
  const agrees = (owner === '' || owner === account) && (place === '' || place === region)
  if (!agrees) return [{ path: ['arn'], found: found(arn), expected: `an ARN of account ${account} in ${region}` }]
  if (!isText(id) || arn.endsWith(`/${id}`)) return []
  return [{ path: ['arn'], found: found(arn), expected: `an ARN that ends in /${visible(id.toWellFormed())}` }]
}

function memberComplaints({ kind, members, unread }: Data, { kinds }: BaselineContext): readonly Complaint[] {
  const logic = kinds.get(kind as Kind)
  if (!isMap(members) || !isRecorded(logic)) return []
  const missing: readonly unknown[] = Array.isArray(unread) ? unread : []
  return Object.entries(members).flatMap(([member, value]): readonly Complaint[] => {
    const path = ['members', member]
    if (missing.includes(member) || missing.includes(wordOf(member)))
      return [{ path, key: true, found: `the member ${shown(member)}`, expected: 'no member that unread names' }]
    if (!isWhole(member) || !isWhole(value))
      return [{ path, key: true, found: 'a text with half of a character', expected: 'Unicode text' }]
    if (value === null) return [{ path, found: 'null', expected: 'a value: what is not there has no line' }]
    return wrongMember(logic.recording, member, value)
  })
}

function wrongMember(recording: Recording, member: string, value: unknown): readonly Complaint[] {
  // Out of JSON.parse: it is JSON. A member is any text that its kind then takes.
  const wrong = recording.wrong(member as Member, value as Json)
  if (wrong === null) return []
  const path = ['members', member]
  if (wrong.part === 'value') return [{ path, found: found(value), expected: wrong.expected }]
  const word = wordOf(member)
  const near = wrong.words.includes(word) ? null : nearest(word, wrong.words)
  return [{ path, key: true, found: `the member ${shown(member)}`, expected: wrong.expected, near }]
}

function isWhole(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (Array.isArray(value)) return value.every(isWhole)
  return !isMap(value) || Object.entries(value).every(([key, one]) => key.isWellFormed() && isWhole(one))
}

export const shown = (text: string): string => `"${visible(text.toWellFormed())}"`

function found(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string') return shown(value)
  if (Array.isArray(value)) return 'a list'
  return isMap(value) ? 'a map' : String(value)
}
