import { AutoScalingClient } from '@aws-sdk/client-auto-scaling'

/** The client of Auto Scaling, in a chunk of its own. */
export const autoScalingClient = (
  config: NonNullable<ConstructorParameters<typeof AutoScalingClient>[0]>,
): AutoScalingClient => new AutoScalingClient(config)
