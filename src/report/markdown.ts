import { linkTarget, markdown } from '../lib/escape.ts'
import type { Block, Inline, Line } from './blocks.ts'

/** Rows from which a table is folded. */
const foldFrom = 15
/** Bytes kept for what is said where rows are cut. */
const noteRoom = 120

const bytes = (text: string): number => Buffer.byteLength(text)

/** A block as Markdown: rows may be cut, what stands around them may not. */
interface Part {
  readonly start: string
  readonly rows: readonly string[]
  readonly end: string
}

/**
 * Blocks → GitHub's Markdown of at most `budget` bytes. Short tables stay whole and long ones share what is left, so that
 * no section is lost to another one; what is cut says how much and where the rest is.
 */
export function toMarkdown(blocks: readonly Block[], budget: number): string {
  const parts = fitting(blocks.map(partOf), budget)
  const frame = parts.reduce((sum, part) => sum + frameOf(part), 0)
  const wanted = parts.map(({ rows }) => rows.reduce((sum, row) => sum + bytes(row), 0))
  const allowed = shared(wanted, budget - frame)
  return parts
    .map((part, index) => rendered(part, allowed[index] ?? 0))
    .join('')
    .trimStart()
}

const frameOf = ({ start, rows, end }: Part): number => bytes(start) + bytes(end) + (rows.length === 0 ? 0 : noteRoom)

/** The parts whose frames fit, and how many did not. */
function fitting(parts: readonly Part[], budget: number): readonly Part[] {
  let left = budget - noteRoom
  const count = parts.findIndex((part) => {
    left -= frameOf(part)
    return left < 0
  })
  if (count === -1) return parts
  const missing = `\n${parts.length - count} more parts are not shown here: see report.json in the report folder.\n`
  return [...parts.slice(0, count), { start: missing, rows: [], end: '' }]
}

/** Shares `total` out: who wants less than an equal share gets all of it, and the others gain. */
function shared(wanted: readonly number[], total: number): readonly number[] {
  const given = wanted.map(() => 0)
  let left = total
  const ascending = wanted.map((size, index) => ({ size, index })).sort((a, b) => a.size - b.size)
  for (const [done, { size, index }] of ascending.entries()) {
    given[index] = Math.min(size, Math.floor(left / (ascending.length - done)))
    left -= given[index] ?? 0
  }
  return given
}

function rendered({ start, rows, end }: Part, allowed: number): string {
  let left = allowed
  const cutAt = rows.findIndex((row) => {
    left -= bytes(row)
    return left < 0
  })
  if (cutAt === -1) return `${start}${rows.join('')}${end}`
  const missing = rows.length - cutAt
  const note = `\n${missing} more of ${rows.length} are not shown here: see report.json in the report folder.\n`
  return `${start}${rows.slice(0, cutAt).join('')}${note}${end}`
}

const whole = (text: string): Part => ({ start: text, rows: [], end: '' })

function partOf(block: Block): Part {
  switch (block.kind) {
    case 'heading':
      return whole(`\n## ${lineText(block.line)}\n\n`)
    case 'paragraph':
      return whole(`${lineText(block.line)}\n\n`)
    case 'list':
      return { start: '', rows: block.items.map((item) => `- ${lineText(item)}\n`), end: '\n' }
    case 'code':
      return whole(`\`\`\`${block.language ?? 'sh'}\n${block.text.replaceAll('```', '')}\n\`\`\`\n\n`)
    case 'table':
      return tablePart(block)
  }
}

function tablePart({ title, head, rows }: Extract<Block, { kind: 'table' }>): Part {
  const fold = rows.length >= foldFrom
  const summary = fold ? `<details><summary>${markdown(title)} (${rows.length})</summary>\n\n` : ''
  return {
    start: `${summary}| ${head.join(' | ')} |\n|${head.map(() => ' --- |').join('')}\n`,
    rows: rows.map((row) => `| ${row.map(lineText).join(' | ')} |\n`),
    end: fold ? '\n</details>\n\n' : '\n',
  }
}

const lineText = (line: Line): string => line.map(inline).join('')

function inline(part: Inline): string {
  if (typeof part === 'string') return part
  switch (part.kind) {
    case 'foreign':
      return markdown(part.text)
    case 'code':
      return `<code>${markdown(part.text)}</code>`
    case 'link': {
      const url = linkTarget(part.url)
      return url === '' ? markdown(part.text) : `[${markdown(part.text)}](${url})`
    }
    case 'break':
      return '<br>'
  }
}
