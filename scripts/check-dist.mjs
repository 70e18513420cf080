// Fails when dist/ in the repository is not what src/ builds. `git status`, since `git diff` does not see new files.
import { execFileSync } from 'node:child_process'

const changed = execFileSync('git', ['status', '--porcelain', '--', 'dist'], { encoding: 'utf8' })
if (changed !== '') {
  console.error(`dist/ is not what src/ builds; run npm run package and commit dist/:\n${changed}`)
  process.exit(1)
}
