import { command } from './cli/command.ts'

try {
  process.exitCode = await command(process.argv.slice(2))
} catch (error) {
  process.stderr.write(
    `holdfast: a fault of Holdfast: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  process.exitCode = 3
}
