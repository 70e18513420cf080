import type { Target } from '../model/resource.ts'
import type { Credentials } from './assume.ts'
import { type Counter, counted, reading, sendingOnce } from './clients.ts'
import { homeRegion } from './partition.ts'
import type { Session } from './session.ts'

export type Provider = () => Promise<Credentials>

type Config = (ReturnType<typeof reading> | ReturnType<typeof sendingOnce>) & {
  readonly region: string
  readonly credentials: Provider
}

/** The clients of a session, each made when it is first asked for, in a chunk of its own. */
export function sessionOf(
  target: Target,
  own: Pick<Session, 'role' | 'caller' | 'partition'> & { readonly provider: Provider },
  { counter }: { readonly counter: Counter },
): Session {
  const at = (region: string, sends: 'reading' | 'once'): Config => ({
    ...(sends === 'reading' ? reading() : sendingOnce()),
    region,
    credentials: own.provider,
  })
  const clientAt =
    (region: string) =>
    <C>(service: string, sends: 'reading' | 'once', make: (config: Config) => Promise<C>) =>
      once(async () => counted(await make(at(region, sends)), service, counter))
  const client = clientAt(target.region)
  const homeClient = clientAt(homeRegion(own.partition))
  const ec2 = async (config: Config) => (await import('./ec2.ts')).ec2Client(config)
  const iam = async (config: Config) => (await import('./iam.ts')).iamClient(config)
  const s3 = async (config: Config) => (await import('./s3.ts')).s3Client(config)
  const s3Control = async (config: Config) => (await import('./s3-control.ts')).s3ControlClient(config)
  const tagging = async (config: Config) => (await import('./tagging.ts')).taggingClient(config)
  const autoScaling = async (config: Config) => (await import('./auto-scaling.ts')).autoScalingClient(config)
  return {
    target,
    partition: own.partition,
    role: own.role,
    caller: own.caller,
    ec2: client('ec2', 'reading', ec2),
    ec2Once: client('ec2', 'once', ec2),
    iam: homeClient('iam', 'reading', iam),
    iamOnce: homeClient('iam', 'once', iam),
    s3: client('s3', 'reading', s3),
    s3Once: client('s3', 'once', s3),
    s3ControlOnce: client('s3-control', 'once', s3Control),
    tagging: client('tag', 'reading', tagging),
    taggingOnce: client('tag', 'once', tagging),
    taggingHome: homeClient('tag', 'reading', tagging),
    autoScaling: client('autoscaling', 'reading', autoScaling),
  }
}

function once<C>(make: () => Promise<C>): () => Promise<C> {
  let made: Promise<C> | null = null
  return () => {
    made ??= make()
    return made
  }
}
