import * as z from 'zod/mini'
import type { JournalLine } from '../model/journal.ts'
import type { Problem } from '../model/policy.ts'

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const ref = z.object({
  kind: z.string(),
  account: z.string().check(z.regex(/^\d{12}$/)),
  region: z.string(),
  id: z.string(),
  arn: z.string(),
})
const change = z.object({ on: ref, member: z.string(), before: z.json(), after: z.json() })
const call = z.object({ api: z.string(), changes: z.array(change).check(z.minLength(1)) })
const step = z.object({ hash, finding: hash, use: z.nullable(z.string()), on: ref })
const sent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('refused'), why: z.string(), failed: z.array(change).check(z.minLength(1)) }),
  z.object({ kind: z.literal('unknown'), why: z.string() }),
])

const lineSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run'),
    version: z.literal(1),
    repository: z.string(),
    run: z.string(),
    policy: hash,
    at: z.string(),
  }),
  z.object({ kind: z.literal('intent'), n: z.int(), steps: z.array(step).check(z.minLength(1)), call }),
  z.object({ kind: z.literal('answer'), n: z.int(), sent }),
])

/** A journal's text → its lines, or every problem with its line. The last line may be cut: the run was killed while it wrote. */
export function readJournal(
  text: string,
  file: string,
):
  | { readonly kind: 'journal'; readonly lines: readonly JournalLine[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] } {
  const rows = text.split('\n')
  const cutOff = rows.pop() ?? ''
  const problems: Problem[] = []
  const lines: JournalLine[] = []
  for (const [index, row] of rows.entries()) {
    const parsed = lineSchema.safeParse(parsedJson(row))
    // The schema has proved the shapes; brands are the readers' names for them.
    if (parsed.success) lines.push(parsed.data as unknown as JournalLine)
    else
      problems.push({
        place: { file, line: index + 1, column: 1 },
        at: '',
        found: 'something else',
        expected: 'a line of a Holdfast journal',
        nearest: null,
      })
  }
  const whole = cutOff === '' ? null : lineSchema.safeParse(parsedJson(cutOff))
  if (whole?.success === true) lines.push(whole.data as unknown as JournalLine)
  if (problems.length === 0 && lines[0]?.kind !== 'run') {
    problems.push({
      place: { file, line: 1, column: 1 },
      at: '',
      found: lines.length === 0 ? 'an empty file' : 'no run line',
      expected: 'a journal, which begins with its run',
      nearest: null,
    })
  }
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'journal', lines }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
