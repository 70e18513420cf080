import { hashOf } from '../lib/canonical-json.ts'

/** GitHub takes 65,536 characters; below it there is room for what it adds and for the mark. */
export const bodyLimit = 60_000

const isName = (name: string): boolean => /^[\w./:~-]+$/.test(name) && !name.includes('--')

/** A mark by which we find again what we wrote. Anybody can paste it: the author is looked at as well. */
export function mark(name: string): string {
  if (!isName(name)) throw new Error(`no name for a mark: ${JSON.stringify(name)}`)
  return `<!-- holdfast ${name} -->`
}

/** The name of a mark for something of a file's: its path where that fits. */
export function markName(what: string, file: string): string {
  const name = `${what}:${file}`
  return isName(name) && name.length < 200 ? name : `${what}:${hashOf(file).slice(0, 16)}`
}

/** A body with its mark at the end; one that is too long is cut between lines, and says so. */
export function marked(body: string, name: string, limit = bodyLimit): string {
  const end = `\n\n${mark(name)}`
  if (body.length + end.length <= limit) return body + end
  const word = '\n\n_Cut here: GitHub takes no longer text. The rest is in the report of the run._'
  const room = body.slice(0, limit - end.length - word.length).toWellFormed()
  const line = room.lastIndexOf('\n')
  return `${line > room.length / 2 ? room.slice(0, line) : room}${word}${end}`
}

export const bears = (body: string | null | undefined, name: string): boolean => body?.includes(mark(name)) === true

/** Whether two bodies say the same: GitHub may store other line ends, and none at the end. */
export const sameBody = (one: string | null | undefined, other: string): boolean =>
  (one ?? '').replaceAll('\r\n', '\n').trimEnd() === other.replaceAll('\r\n', '\n').trimEnd()
