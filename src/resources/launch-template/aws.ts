import { DescribeLaunchTemplatesCommand, type LaunchTemplate } from '@aws-sdk/client-ec2'
import { ec2Arn, ec2Kind, nextPage } from '../../aws/ec2-kind.ts'

export const io = ec2Kind<'launch-template', LaunchTemplate>({
  kind: 'launch-template',
  operation: 'ec2:DescribeLaunchTemplates',
  prefixes: ['lt-'],
  // No filter takes ids, and one id that is not there fails a call that names ids: all are listed, once, and some picked.
  idsAtOnce: Number.POSITIVE_INFINITY,
  async page(client, asked, options) {
    // Templates of AWS's services are the account's too, and an account may have set EC2 to hide them.
    const input = { IncludeManagedResources: true, MaxResults: 200, ...nextPage(asked) }
    const { LaunchTemplates, NextToken } = await client.send(new DescribeLaunchTemplatesCommand(input), options)
    return { items: picked(LaunchTemplates, asked.ids), next: NextToken }
  },
  idOf: ({ LaunchTemplateId }) => LaunchTemplateId,
  tagsOf: ({ Tags }) => Tags,
  nameOf: ({ LaunchTemplateName }) => LaunchTemplateName,
  factsOf: () => ({}),
  arnOf: ec2Arn('launch-template'),
})

/** One without an id may be any of those that are asked for. */
function picked(live: readonly LaunchTemplate[] | undefined, ids: readonly string[] | null) {
  if (ids === null) return live
  const wanted = new Set<string | undefined>([...ids, undefined])
  return live?.filter(({ LaunchTemplateId }) => wanted.has(LaunchTemplateId))
}
