import type { GitHub } from '../../github/client.ts'
import type { Standing } from '../../github/standing-sarif.ts'
import { readAll } from '../../report/issue/read-whole.ts'
import { isSameSarif } from '../../report/same-sarif.ts'
import { categoryOf, type SarifContext, type SarifText, sarifOf, tool } from '../../report/sarif.ts'
import { isRecording } from '../baselines.ts'
import type { Finished } from '../finished.ts'
import { rulesById } from '../run.ts'
import { noToken, onDefaultBranch, type Publishing, type Reporter, type Said } from './channel.ts'

/** Alerts of code scanning. */
export const sarif: Reporter = {
  channel: 'sarif',
  fits: (at) => onDefaultBranch(at) && ['detect', 'remediate'].includes(at.report.mode) && !at.report.dryRun,
  publish: upload,
}

/** report.sarif, or what is uploaded in its place. */
export function sarifText(
  { report, run }: Pick<Finished, 'report' | 'run'>,
  excepted: SarifContext['excepted'],
): SarifText {
  const files = run?.baselines?.files ?? []
  const key = ({ account, region, kind, id }: (typeof files)[number]['baseline']['ref']): string =>
    [account, region, kind, id].join('/')
  const paths = new Map(files.map(({ path, baseline }) => [key(baseline.ref), path]))
  return sarifOf(report, {
    rules: rulesById,
    baseline: (use, ref) => (isRecording(use) ? (paths.get(key(ref)) ?? null) : null),
    excepted,
  })
}

async function upload(at: Publishing): Promise<Said> {
  const { report, run, asked, host, event } = at
  if (run === null || report.judged.looked.size === 0) return {}
  if (!asked && at.inputs?.githubToken === null) return {}
  // What is missing in an upload, code scanning takes for mended.
  const whole = readAll({ report, uses: new Set(run.uses.map(({ name }) => name)), narrowed: run.only })
  if (!whole)
    return { notices: ['nothing was uploaded, since the run did not look at everything: alerts would be closed'] }
  if (report.audience === 'counts' && !asked)
    return { notices: ['nothing was uploaded: the repository is public, or may be, and alerts would say nothing'] }
  const commit = host.env['GITHUB_SHA'] ?? ''
  if (!/^[0-9a-f]{40}$/.test(commit)) return { trouble: ['the commit of the run is not known'] }
  const gh = await at.github()
  if (gh === null) return asked ? noToken : {}
  const { uploadSarif } = await import('../../github/sarif.ts')
  const { text, results, dropped } = sarifText(at, 'left-out')
  const cut = dropped === 0 ? [] : [`the ${dropped} least of the findings had no room: report.json has all`]
  if (await stands(gh, text, { ref: event.ref, tool, category: categoryOf(report), results })) return { notices: cut }
  const done = await uploadSarif(gh, { text, commit, ref: event.ref, wait: host.wait })
  switch (done.kind) {
    case 'done':
      return { notices: cut }
    case 'pending':
      return { notices: [...cut, 'it was uploaded, and GitHub had not looked through it yet when the run ended'] }
    case 'failed':
      return { trouble: [`GitHub could not process it: ${done.errors.join('; ') || 'it does not say why'}`] }
    case 'off':
      return { notices: [done.message] }
    case 'refused':
      // On because it fits: who gave no permission for it has not asked for it.
      return !asked && done.why === 'permission' ? { notices: [done.message] } : { trouble: [done.message] }
  }
}

/** Alerts belong to the ref: those of an older commit say the same. */
async function stands(gh: GitHub, text: string, standing: Standing): Promise<boolean> {
  const { standingSarif } = await import('../../github/standing-sarif.ts')
  return isSameSarif(JSON.parse(text), await standingSarif(gh, standing))
}
