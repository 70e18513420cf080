import { visible } from './visible.ts'

/**
 * A JSON value and where it stands in its text. JSON.parse keeps no places, often tells none of a fault either, and
 * hides keys that are given twice; a YAML parser takes what JSON refuses and needs a quadratic time for many keys.
 */
export type JsonPart =
  | { readonly kind: 'map'; readonly offset: number; readonly entries: readonly JsonEntry[] }
  | { readonly kind: 'list'; readonly offset: number; readonly items: readonly JsonPart[] }
  | { readonly kind: 'text'; readonly offset: number; readonly text: string }
  /** A number, true, false or null. */
  | { readonly kind: 'other'; readonly offset: number; readonly value: unknown }

export interface JsonEntry {
  readonly key: string
  /** Of the key. */
  readonly offset: number
  readonly value: JsonPart
}

export interface JsonFault {
  readonly kind: 'fault'
  readonly offset: number
  readonly found: string
  readonly expected: string
}

export type JsonRead = { readonly kind: 'read'; readonly root: JsonPart } | JsonFault

type Step = { readonly kind: 'part'; readonly part: JsonPart; readonly next: number } | JsonFault

interface Token {
  /** `end`: of the text; `stray`: nothing of JSON. */
  readonly kind: 'mark' | 'text' | 'other' | 'end' | 'stray'
  readonly text: string
  readonly offset: number
  readonly next: number
}

/** Far above what any of our documents needs, far below what the stack bears. */
const deepest = 64

/** JSON as RFC 8259 has it, or its first fault. */
export function readJson(text: string): JsonRead {
  const step = valueAt(text, 0, 0)
  if (step.kind === 'fault') return step
  const rest = tokenAt(text, step.next)
  return rest.kind === 'end' ? { kind: 'read', root: step.part } : fault(rest, text, 'the end of the file')
}

function valueAt(text: string, from: number, depth: number): Step {
  const token = tokenAt(text, from)
  const { kind, offset, next } = token
  if (kind === 'text') return { kind: 'part', part: { kind, offset, text: String(JSON.parse(token.text)) }, next }
  if (kind === 'other') return { kind: 'part', part: { kind, offset, value: JSON.parse(token.text) }, next }
  if (token.text !== '{' && token.text !== '[') return fault(token, text, 'a value')
  if (depth === deepest) {
    return { kind: 'fault', offset, found: `more than ${deepest} levels`, expected: 'maps and lists less deep' }
  }
  return token.text === '{' ? mapAt(text, token, depth + 1) : listAt(text, token, depth + 1)
}

function mapAt(text: string, open: Token, depth: number): Step {
  const entries: JsonEntry[] = []
  let key = tokenAt(text, open.next)
  if (key.text === '}') return { kind: 'part', part: { kind: 'map', offset: open.offset, entries }, next: key.next }
  for (;;) {
    if (key.kind !== 'text') return fault(key, text, 'a key in double quotes')
    const colon = tokenAt(text, key.next)
    if (colon.text !== ':') return fault(colon, text, 'a colon')
    const value = valueAt(text, colon.next, depth)
    if (value.kind === 'fault') return value
    entries.push({ key: String(JSON.parse(key.text)), offset: key.offset, value: value.part })
    const after = tokenAt(text, value.next)
    if (after.text === '}')
      return { kind: 'part', part: { kind: 'map', offset: open.offset, entries }, next: after.next }
    if (after.text !== ',') return fault(after, text, 'a comma or }')
    key = tokenAt(text, after.next)
  }
}

function listAt(text: string, open: Token, depth: number): Step {
  const items: JsonPart[] = []
  const first = tokenAt(text, open.next)
  if (first.text === ']') return { kind: 'part', part: { kind: 'list', offset: open.offset, items }, next: first.next }
  let from = open.next
  for (;;) {
    const value = valueAt(text, from, depth)
    if (value.kind === 'fault') return value
    items.push(value.part)
    const after = tokenAt(text, value.next)
    if (after.text === ']')
      return { kind: 'part', part: { kind: 'list', offset: open.offset, items }, next: after.next }
    if (after.text !== ',') return fault(after, text, 'a comma or ]')
    from = after.next
  }
}

const space = /[\t\n\r ]*/y
const shapes = [
  ['mark', /[{}[\],:]/y],
  // From the space on, less the quote and the backslash: control characters must be escaped.
  ['text', /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y],
  ['other', /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y],
] as const

function tokenAt(text: string, from: number): Token {
  const offset = from + matchAt(space, text, from).length
  for (const [kind, shape] of shapes) {
    const found = matchAt(shape, text, offset)
    if (found !== '') return { kind, text: found, offset, next: offset + found.length }
  }
  return { kind: offset === text.length ? 'end' : 'stray', text: '', offset, next: offset }
}

function matchAt(pattern: RegExp, text: string, from: number): string {
  pattern.lastIndex = from
  return pattern.exec(text)?.[0] ?? ''
}

function fault(token: Token, text: string, expected: string): JsonFault {
  return { kind: 'fault', offset: token.offset, found: foundAt(token, text), expected: `JSON: ${expected}` }
}

function foundAt({ kind, text: own, offset }: Token, text: string): string {
  if (kind === 'end') return 'the end of the file'
  if (kind === 'stray') return stray(text, offset)
  return kind === 'text' ? visible(own.toWellFormed()) : `"${own}"`
}

/** What is no token of JSON: often a nicety of YAML or JavaScript. */
function stray(text: string, offset: number): string {
  const word = matchAt(/[^\s,:{}[\]"]{1,81}/y, text, offset).toWellFormed()
  if (word.startsWith('#') || word.startsWith('//') || word.startsWith('/*')) return 'a comment'
  if (word.startsWith("'")) return 'a single quote'
  return word === '' ? 'a text that is not closed, or not escaped as JSON wants it' : `"${visible(word)}"`
}
