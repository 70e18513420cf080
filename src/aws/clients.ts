import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { NodeHttpHandler } from '@smithy/node-http-handler'

export interface Counter {
  /** `ec2:DescribeSecurityGroups`, once a request that went out. */
  count(call: string): void
}

/** Milliseconds without an answer after which a request is given up; a proxy that is slow may need more. */
const requestTimeout = Number(process.env['HOLDFAST_REQUEST_TIMEOUT_MS']) || 20_000

/** Milliseconds after which a call ends with all its retries: a service that hangs must not hold up a run for minutes. */
const deadline = 90_000

/** To be handed to every `send`. */
export const inTime = (): { readonly abortSignal: AbortSignal } => ({ abortSignal: AbortSignal.timeout(deadline) })

let shared: NodeHttpHandler | null = null

/** One pool of connections for all clients. Honours HTTPS_PROXY, HTTP_PROXY and NO_PROXY, which the SDK by itself does not. */
function requestHandler(): NodeHttpHandler {
  const agent = { keepAlive: true, maxSockets: 50, proxyEnv: process.env }
  shared ??= new NodeHttpHandler({
    httpAgent: new HttpAgent(agent),
    httpsAgent: new HttpsAgent(agent),
    connectionTimeout: 5_000,
    requestTimeout,
    // Without it a request that hangs is only warned about.
    throwOnRequestTimeout: true,
  })
  return shared
}

/** Adaptive: the limiter lives in the client, so there is one client a service, region and set of credentials. */
export const reading = () => ({ requestHandler: requestHandler(), retryMode: 'adaptive', maxAttempts: 6 }) as const
export const sendingOnce = () => ({ requestHandler: requestHandler(), retryMode: 'standard', maxAttempts: 1 }) as const

interface Countable {
  readonly middlewareStack: {
    add(
      middleware: (
        next: (args: never) => Promise<unknown>,
        context: { commandName?: string },
      ) => (args: never) => Promise<unknown>,
      options: { step: 'deserialize'; priority: 'low' },
    ): void
  }
}

/** Counts every request that leaves, retries included. */
export function counted<C>(client: C, service: string, counter: Counter): C {
  const { middlewareStack } = client as unknown as Countable
  middlewareStack.add(
    (next, context) => (args) => {
      counter.count(`${service}:${(context.commandName ?? 'Unknown').replace(/Command$/, '')}`)
      return next(args)
    },
    { step: 'deserialize', priority: 'low' },
  )
  return client
}

/** Where calls go instead of AWS; empty in ordinary runs. Shown, so that nobody takes an emulator's answer for an account's. */
export function endpointsInUse(env: NodeJS.ProcessEnv): readonly string[] {
  return Object.entries(env)
    .filter(([key, value]) => /^AWS_ENDPOINT_URL(_|$)/.test(key) && value)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
}
