package infocenter.cli;

import infocenter.bench.BenchCommand;
import infocenter.bench.chaos.ChaosCommand;
import infocenter.bench.failover.FailoverCommand;
import infocenter.check.CheckHistoryCommand;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParseResult;

/** The one main class: starts roles, and drives a cluster through its REST door. */
@Command(
        name = "xic",
        description = "Infocenter: the control plane for long-running jobs of a storage cluster.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 the job failed or the cluster is unhealthy, 2 usage, 3 no gateway reachable,",
            "4 not found, 5 refused, 6 no leader, 124 timed out."
        },
        subcommands = {
            ClusterCommand.class,
            NodeCommand.class,
            IcCommand.class,
            BucketCommand.class,
            TransformerCommand.class,
            PutCommand.class,
            GetCommand.class,
            LsCommand.class,
            RemoveCommand.class,
            VerifyCommand.class,
            KindsCommand.class,
            StartCommand.class,
            ListCommand.class,
            ShowCommand.class,
            StopCommand.class,
            WaitCommand.class,
            WatchCommand.class,
            GatewayCommand.class,
            TargetCommand.class,
            DevCommand.class,
            TrainCommand.class,
            BenchCommand.class,
            FailoverCommand.class,
            ChaosCommand.class,
            CheckHistoryCommand.class,
            GenerateCompletion.class
        })
public final class Xic {
    @Mixin
    Connection connection = new Connection();

    private Xic() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command in this JVM and returns its exit code. */
    static int run(String... arguments) {
        return new CommandLine(new Xic())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Xic::explain)
                .execute(arguments);
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (!(failure instanceof CliFailure known)) {
            throw failure;
        }
        boolean json = command.getMixins().get("connection") instanceof CommandLine.Model.CommandSpec mixin
                && mixin.userObject() instanceof Connection connection
                && connection.json();
        if (json && known.problem() != null) {
            new Printer(command.getErr(), true).document(known.problem());
        } else if (json) {
            new Printer(command.getErr(), true)
                    .document(Door.JSON
                            .createObjectNode()
                            .put("detail", known.getMessage())
                            .put("exitCode", known.exitCode()));
        } else {
            command.getErr().println("xic: " + known.getMessage());
        }
        return known.exitCode();
    }
}
