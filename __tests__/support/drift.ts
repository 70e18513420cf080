import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RunResult, runCommand } from '../../emulator/runner.ts'
import { policyWith } from './policy.ts'
import type { TestWorld } from './world.ts'

export const baselines = '.github/holdfast/baselines'

/** The policy of a drift use over these kinds: what opened something is put back, all else asks. */
export const driftPolicy = (kinds: readonly string[], more = ''): string =>
  policyWith(
    `  - rule: drift
    response: { widening: fix, mixed: approve, undecided: approve, narrowing: approve, neutral: report }
    where: { kinds: [${kinds.join(', ')}] }
${more}`,
    'limits: { share: 100% }\n',
  )

/** Records into a working tree, as the command does on somebody's machine. */
export const record = (
  world: TestWorld,
  policy: string,
  at: { readonly folder?: string; readonly args?: readonly string[] } = {},
): Promise<RunResult> =>
  runCommand(['record', ...(at.args ?? [])], {
    policy,
    ...(at.folder === undefined ? {} : { folder: at.folder }),
    env: { ...world.env },
  })

/** Path below the baselines' folder → text. */
export function filesIn(folder: string): Readonly<Record<string, string>> {
  const root = join(folder, baselines)
  if (!existsSync(root)) return {}
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    lstatSync(join(root, name)).isFile(),
  )
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(root, name), 'utf8')]))
}

/** `app: attached arn… widening open`, in order. */
export const drifted = ({ report }: RunResult): readonly string[] =>
  (report?.findings ?? [])
    .map(({ resource, evidence, ...finding }) => {
      const { rating, state } = finding as unknown as { rating: string | null; state: string }
      return `${resource.id}: ${String(evidence[0]?.['member'] ?? '-')} ${rating} ${state}`
    })
    .sort()
