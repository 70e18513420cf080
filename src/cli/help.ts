export const helpText = `holdfast: holds AWS accounts to what a repository says

  holdfast detect            find what violates the policy; nothing is written
  holdfast check             in a workflow, on a pull request: what it would make of what guards the accounts
  holdfast remediate         apply what the policy lets be applied, or --approve HASH
  holdfast record            write baselines into the working tree (in a workflow: with --write)
  holdfast undo --journal F  take a run back, as far as it is still as the run left it
  holdfast validate          every problem of the policy file, with its place
  holdfast rules             the rules, their options and defaults
  holdfast init              a first policy file and workflows, for the account of the environment's credentials
  holdfast permissions --mode M   the least IAM policy document that this policy file needs in that mode

Options: --policy FILE  --only WORDS  --approve HASHES  --dry-run  --fail-on SEVERITY  --report-dir DIR
         --role-to-assume ARN  --aws-region REGIONS  --audience TEXT  --format text|json|markdown|sarif
Exit: 0 pass; 1 open findings or a limit; 2 input, policy or event; 3 everything else.
`
