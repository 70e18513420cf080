/**
 * A model of IAM's evaluation for tests, written apart from the library: it walks through every request of a small
 * world. No import of ours, or the two would be wrong together.
 */
export interface RawStatement {
  readonly Effect: 'Allow' | 'Deny'
  readonly Action?: readonly string[]
  readonly NotAction?: readonly string[]
  readonly Resource?: readonly string[]
  readonly NotResource?: readonly string[]
  readonly Principal?: Readonly<Record<string, readonly string[]>>
  readonly NotPrincipal?: Readonly<Record<string, readonly string[]>>
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

export interface RawGrants {
  readonly identity: readonly (readonly RawStatement[])[]
  readonly boundary: readonly RawStatement[] | null
}

export type Context = Readonly<Record<string, string | undefined>>

export interface Request {
  readonly action: string
  readonly resource: string
  readonly context: Context
}

export function covered(pattern: string, text: string): boolean {
  if (pattern === '') return text === ''
  const [first, rest] = [pattern[0], pattern.slice(1)]
  if (first === '*') return covered(rest, text) || (text !== '' && covered(pattern, text.slice(1)))
  return text !== '' && (first === '?' || first === text[0]) && covered(rest, text.slice(1))
}

const some = (patterns: readonly string[], text: string): boolean => patterns.some((one) => covered(one, text))

function actionFits({ Action, NotAction }: RawStatement, action: string): boolean {
  const lower = (list: readonly string[]): readonly string[] => list.map((one) => one.toLowerCase())
  return Action !== undefined
    ? some(lower(Action), action.toLowerCase())
    : !some(lower(NotAction ?? []), action.toLowerCase())
}

function conditionHolds(operator: string, wanted: readonly string[], given: string | undefined): boolean {
  switch (operator) {
    case 'StringEquals':
      return given !== undefined && wanted.includes(given)
    case 'StringNotEquals':
      return given === undefined || !wanted.includes(given)
    case 'StringLike':
      return given !== undefined && some(wanted, given)
    case 'StringNotLike':
      return given === undefined || !some(wanted, given)
    case 'StringEqualsIfExists':
      return given === undefined || wanted.includes(given)
    case 'StringLikeIfExists':
      return given === undefined || some(wanted, given)
    case 'Null':
      return wanted.includes(String(given === undefined))
    default:
      throw new Error(`not in the model: ${operator}`)
  }
}

export function conditionsHold({ Condition = {} }: RawStatement, context: Context): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => conditionHolds(operator, wanted, context[key])),
  )
}

function fits(statement: RawStatement, { action, resource, context }: Request): boolean {
  const { Resource, NotResource } = statement
  const onResource = Resource !== undefined ? some(Resource, resource) : !some(NotResource ?? [], resource)
  return actionFits(statement, action) && onResource && conditionsHold(statement, context)
}

function decides(statements: readonly RawStatement[], request: Request): boolean {
  const meeting = statements.filter((one) => fits(one, request))
  return meeting.some(({ Effect }) => Effect === 'Allow') && !meeting.some(({ Effect }) => Effect === 'Deny')
}

export const allows = ({ identity, boundary }: RawGrants, request: Request): boolean =>
  decides(identity.flat(), request) && (boundary === null || decides(boundary, request))
