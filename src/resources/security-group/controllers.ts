import type { Resource } from '../../model/resource.ts'

/** Marks by which controllers know what is theirs; a tag key, exact or as a beginning. */
const tagMarks = [
  ['elbv2.k8s.aws/', 'the AWS Load Balancer Controller'],
  ['service.k8s.aws/', 'the AWS Load Balancer Controller'],
  ['ingress.k8s.aws/', 'the AWS Load Balancer Controller'],
  ['kubernetes.io/cluster/', 'Kubernetes'],
  ['aws:eks:', 'EKS'],
  ['aws:elasticmapreduce:', 'EMR'],
  ['elasticbeanstalk:', 'Elastic Beanstalk'],
] as const

/** Descriptions that controllers put on single rules of groups that are not theirs. */
const descriptionMarks = [
  ['elbv2.k8s.aws/', 'the AWS Load Balancer Controller'],
  ['kubernetes.io/rule/', 'Kubernetes'],
] as const

const nameMarks = [
  ['k8s-elb-', 'Kubernetes'],
  ['eks-cluster-sg-', 'EKS'],
  ['ElasticMapReduce-', 'EMR'],
] as const

/** Who writes this rule, or the whole group, again and again; null: nobody that is known. */
export function controllerOf({ name, tags }: Resource<'security-group'>, description: string | null): string | null {
  const byRule = descriptionMarks.find(([mark]) => description?.startsWith(mark))
  if (byRule !== undefined) return byRule[1]
  const keys = tags.known ? [...tags.value.keys()] : []
  const byTag = tagMarks.find(([mark]) => keys.some((key) => key.startsWith(mark)))
  if (byTag !== undefined) return byTag[1]
  const groupName = name.known ? (name.value ?? '') : ''
  return nameMarks.find(([mark]) => groupName.startsWith(mark))?.[1] ?? null
}
