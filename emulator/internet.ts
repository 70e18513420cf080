import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import {
  createServer as createHttpServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Tls {
  readonly port: number
  /** For NODE_EXTRA_CA_CERTS: the file of the certificate, which nobody else signed. */
  readonly ca: string
  /** Hosts that were asked, a line a request. */
  readonly asked: readonly string[]
  close(): void
}

const names = [
  ...['us-east-1.amazonaws.com', 'us-gov-west-1.amazonaws.com', 'cn-north-1.amazonaws.com.cn'].map((at) => `*.${at}`),
  '*.github.com',
  '*.actions.githubusercontent.com',
  '*.holdfast.invalid',
  'localhost',
]

/** The hosts of AWS and GitHub, with a certificate of our own. `backend`: the address that answers for a host. */
export async function startTls(backend: (host: string) => string | undefined): Promise<Tls> {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'))
  const [key, ca] = [join(folder, 'key.pem'), join(folder, 'ca.pem')]
  const alternatives = `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const made = ['-keyout', key, '-out', ca, '-days', '2', '-subj', '/CN=holdfast-test', '-addext', alternatives]
  execFileSync('openssl', ['req', '-x509', ...curve, ...made], { stdio: 'pipe' })
  const asked: string[] = []
  const server = createServer({ key: readFileSync(key), cert: readFileSync(ca) }, (incoming, outgoing) => {
    const host = incoming.headers.host ?? ''
    asked.push(host)
    const to = backend(host.replace(/:\d+$/, ''))
    if (to === undefined) outgoing.writeHead(502).end()
    else passOn(incoming, outgoing, to)
  })
  const port = await listening(server)
  return { port, ca, asked, close: () => closed(server) }
}

function passOn(incoming: IncomingMessage, outgoing: ServerResponse, to: string): void {
  const { method, headers, url = '/' } = incoming
  const onward = request(new URL(url, to), { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  onward.on('error', () => outgoing.destroy())
  incoming.pipe(onward)
}

export interface WebProxy {
  /** For HTTPS_PROXY, with its password where it wants one. */
  readonly url: string
  /** What it was asked to lead to, in order: `sts.us-east-1.amazonaws.com:443`. */
  readonly through: readonly string[]
  close(): void
}

/** A proxy as companies have them: HTTPS by CONNECT alone, each tunnel ending at `port` whatever name it was asked for. */
export async function startProxy(
  port: number,
  wanted: { readonly user?: string; readonly refuses?: (host: string) => boolean } = {},
): Promise<WebProxy> {
  const through: string[] = []
  const tunnels = new Set<Socket>()
  const server = createHttpServer((_, outgoing) => void outgoing.writeHead(400).end())
  const expected = wanted.user === undefined ? undefined : `Basic ${Buffer.from(wanted.user).toString('base64')}`
  server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    const host = incoming.url ?? ''
    socket.on('error', () => undefined)
    if (expected !== undefined && incoming.headers['proxy-authorization'] !== expected) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      return
    }
    if (wanted.refuses?.(host) === true) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    through.push(host)
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    onward.on('error', () => socket.destroy())
    for (const end of [socket, onward]) tunnels.add(end)
  })
  const at = `127.0.0.1:${await listening(server)}`
  const url = `http://${wanted.user === undefined ? '' : `${wanted.user}@`}${at}`
  const close = (): void => {
    for (const tunnel of tunnels) tunnel.destroy()
    closed(server)
  }
  return { url, through, close }
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

function closed(server: Server): void {
  server.closeAllConnections()
  server.close()
}
