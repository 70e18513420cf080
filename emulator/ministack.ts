import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { CreateOpenIDConnectProviderCommand, IAMClient } from '@aws-sdk/client-iam'
import { provider } from './cloud.ts'

export interface Ministack {
  readonly url: string
  /** For any client of the SDK. */
  readonly config: {
    readonly region: string
    readonly endpoint: string
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  }
  /** Deploys a template of deploy/ as a user does; `partition` is what the template's conditions take AWS::Partition for. */
  deploy(
    stack: string,
    template: string,
    parameters: Readonly<Record<string, string>>,
    partition?: string,
  ): Promise<void>
  stop(): void
}

/** The account that ministack has from the start. */
export const ministackAccount = '000000000000'

/** A second AWS emulator, apart from moto, that enforces IAM: who lacks an action is refused as AWS refuses. */
export async function startMinistack(): Promise<Ministack> {
  const port = String(await freePort())
  const child = spawn(join(resolve(import.meta.dirname, '..'), '.venv-checks', 'bin', 'ministack'), [], {
    // Without BIND_HOST it listens to the whole network.
    env: { PATH: process.env['PATH'] ?? '', GATEWAY_PORT: port, EDGE_PORT: port, BIND_HOST: '127.0.0.1', AUTH: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      said += text
    })
  const url = `http://127.0.0.1:${port}`
  const until = Date.now() + 60_000
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`ministack did not start: ${said}`)
    await new Promise((wait) => setTimeout(wait, 50))
  }
  // Keys of the account's root, which may do everything.
  const config = { region: 'us-east-1', endpoint: url, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }
  const deploy: Ministack['deploy'] = (stack, template, parameters, partition = 'aws') =>
    createStack(config, stack, { template, parameters, partition })
  return { url, config, deploy, stop: () => child.kill('SIGKILL') }
}

/**
 * Its CloudFormation knows no OIDC provider: that part of a template is made by the API, once an account. Nor does it know the
 * pseudo parameters in conditions.
 */
async function createStack(
  config: Ministack['config'],
  stack: string,
  {
    template,
    parameters,
    partition,
  }: { template: string; parameters: Readonly<Record<string, string>>; partition: string },
): Promise<void> {
  const text = readFileSync(template, 'utf8')
  const rest = text.replace(/^ {2}Provider:\n( {4}.*\n)+/m, '').replaceAll('- Ref: AWS::Partition', `- ${partition}`)
  if (text.includes('AWS::IAM::OIDCProvider') && parameters['CreateProvider'] !== 'false')
    await new IAMClient(config).send(
      new CreateOpenIDConnectProviderCommand({ Url: `https://${provider}`, ClientIDList: ['sts.amazonaws.com'] }),
    )
  const cloudFormation = new CloudFormationClient(config)
  await cloudFormation.send(
    new CreateStackCommand({
      StackName: stack,
      TemplateBody: rest,
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
    }),
  )
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stack }))
  const { StackStatus, StackStatusReason } = Stacks?.[0] ?? {}
  if (StackStatus !== 'CREATE_COMPLETE') throw new Error(`${stack}: ${StackStatus}: ${StackStatusReason}`)
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  )

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
