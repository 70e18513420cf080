/** Ports from first to last, both included. */
export interface PortRange {
  readonly from: number
  readonly to: number
}

/** Sorted ranges that neither touch nor overlap. */
export type PortSet = readonly PortRange[]

export const allPorts: PortSet = [{ from: 0, to: 65_535 }]
export const highestPort = 65_535

export type ParsedPorts =
  | { readonly kind: 'ports'; readonly protocol: 'tcp' | 'udp'; readonly range: PortRange }
  | { readonly kind: 'problem' }

/** `22`, `1000-2000`, `udp/161`, `tcp/8000-9000`; tcp unless said. */
export function parsePorts(text: string): ParsedPorts {
  const parts = /^(?:(tcp|udp)\/)?(0|[1-9]\d{0,4})(?:-(0|[1-9]\d{0,4}))?$/.exec(text)
  if (parts === null) return { kind: 'problem' }
  const [, protocol = 'tcp', first, last = first] = parts
  const range = { from: Number(first), to: Number(last) }
  if (range.to > highestPort || range.from > range.to) return { kind: 'problem' }
  return { kind: 'ports', protocol: protocol === 'udp' ? 'udp' : 'tcp', range }
}

export function unionPorts(ranges: readonly PortRange[]): PortSet {
  const sorted = [...ranges].sort((a, b) => a.from - b.from)
  const merged: PortRange[] = []
  for (const next of sorted) {
    const last = merged.at(-1)
    if (last === undefined || next.from > last.to + 1) merged.push(next)
    else if (next.to > last.to) merged[merged.length - 1] = { from: last.from, to: next.to }
  }
  return merged
}

export function intersectPorts(a: PortSet, b: PortSet): PortSet {
  return a.flatMap((left) =>
    b.flatMap((right) => {
      const [from, to] = [Math.max(left.from, right.from), Math.min(left.to, right.to)]
      return from <= to ? [{ from, to }] : []
    }),
  )
}

/** What is left of `a` once `b` is taken out: exactly the ports of `a` that `b` does not hold. */
export function subtractPorts(a: PortSet, b: PortSet): PortSet {
  return a.flatMap((whole) => {
    const left: PortRange[] = []
    let { from } = whole
    for (const hole of b) {
      if (hole.to < from || hole.from > whole.to) continue
      if (hole.from > from) left.push({ from, to: hole.from - 1 })
      from = hole.to + 1
    }
    return from <= whole.to ? [...left, { from, to: whole.to }] : left
  })
}

export const portsText = (set: PortSet): string =>
  set.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
