import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'

const start = '<!-- holdfast state '
const end = ' -->'

/** Data hidden in a text of ours, which the next run finds there. Letters of base64 cannot end a comment. */
export const hide = (value: unknown): string =>
  `${start}${Buffer.from(deflateSync(strToU8(JSON.stringify(value)), { level: 9 })).toString('base64')}${end}`

/** What a text hides; null: nothing that can be read. Whoever can edit the text can edit it. */
export function hidden(text: string): unknown {
  const from = text.lastIndexOf(start)
  const to = text.indexOf(end, from)
  if (from < 0 || to < 0) return null
  try {
    const packed = Buffer.from(text.slice(from + start.length, to), 'base64')
    return JSON.parse(strFromU8(inflateSync(new Uint8Array(packed)))) as unknown
  } catch {
    return null
  }
}
