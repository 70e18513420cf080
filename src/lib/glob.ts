import { matches } from './wildcard.ts'

/** Whether a glob covers a path: `*` and `?` within a name, `**` for any folders. What begins with a dot must be named so. */
export function globMatches(glob: string, path: string): boolean {
  const [wanted, given] = [glob.split('/'), path.split('/')]
  // Which names of the path may come next, after each part of the glob: never more than glob × path.
  let open = new Set([0])
  for (const part of wanted) {
    const next = new Set<number>()
    for (const at of open) {
      if (part === '**') for (const end of reach(given, at)) next.add(end)
      else if (at < given.length && covers(part, given[at] ?? '')) next.add(at + 1)
    }
    open = next
  }
  return open.has(given.length)
}

const covers = (part: string, name: string): boolean =>
  matches(part, name) && (!name.startsWith('.') || part.startsWith('.'))

function reach(names: readonly string[], from: number): readonly number[] {
  const hidden = names.findIndex((name, index) => index >= from && name.startsWith('.'))
  const last = hidden === -1 ? names.length : hidden
  return Array.from({ length: last - from + 1 }, (_, index) => from + index)
}

/** The folder that a glob cannot leave, and how deep below it can reach; null: at any depth. */
export function globRoot(glob: string): { readonly folder: string; readonly depth: number | null } {
  const parts = glob.split('/')
  const first = parts.findIndex((part) => /[*?]/.test(part))
  const fixed = first === -1 ? parts.length - 1 : first
  return { folder: parts.slice(0, fixed).join('/'), depth: parts.includes('**') ? null : parts.length - fixed }
}
