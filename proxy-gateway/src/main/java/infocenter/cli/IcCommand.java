package infocenter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code xic ic}. */
@Command(
        name = "ic",
        description = "Shows the Information Center, and keeps its memory safe.",
        mixinStandardHelpOptions = true,
        subcommands = {IcCommand.Members.class, BackupCommand.class, RestoreCommand.class, RecoverCommand.class})
final class IcCommand {
    /** {@code xic ic members}. */
    @Command(name = "members", description = "Lists the members of the Raft group.", mixinStandardHelpOptions = true)
    static final class Members implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Override
        public Integer call() {
            Answer answer = connection.door().get(Paths.ROOT + "/members");
            connection
                    .printer()
                    .items(answer.body(), "id", "peerId", "leader", "raftAddress", "lastHeardMillis", "matchIndex");
            return ExitCode.DONE;
        }
    }
}
