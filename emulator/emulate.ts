import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export interface Emulate {
  readonly url: string
  readonly token: string
  close(): void
}

/** GitHub as `emulate` has it, written by others than us: with a repository octo/infra, and a token of octo's. */
export async function startEmulate(): Promise<Emulate> {
  const token = 'ghp_admin'
  const seed = join(mkdtempSync(join(tmpdir(), 'emulate-')), 'seed.yaml')
  writeFileSync(
    seed,
    [
      'tokens:',
      `  ${token}: { login: octo, scopes: [repo] }`,
      'github:',
      '  users: [{ login: octo }]',
      '  repos: [{ owner: octo, name: infra, auto_init: true }]',
      '',
    ].join('\n'),
  )
  const port = await freePort()
  const command = resolve(import.meta.dirname, '..', 'node_modules/emulate/dist/index.js')
  const args = [command, 'start', '--service', 'github', '--port', String(port), '--seed', seed]
  const child = spawn(process.execPath, args, { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  await answering(url, child)
  return { url, token, close: () => void child.kill() }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
    const up = await fetch(url).then(
      () => true,
      () => false,
    )
    if (up) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('emulate did not start')
}
