package infocenter.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xic bucket}. */
@Command(
        name = "bucket",
        description = "Creates, lists, sets, counts and removes buckets.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BucketCommand.Create.class,
            BucketCommand.ListBuckets.class,
            BucketSetCommand.class,
            BucketSummaryCommand.class,
            BucketCommand.Remove.class
        })
final class BucketCommand {
    /** {@code xic bucket create}. */
    @Command(name = "create", description = "Creates a bucket.", mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Parameters(paramLabel = "NAME", description = "1 to 64 of [A-Za-z0-9._-]")
        String name = "";

        @Option(names = "--property", paramLabel = "NAME=VALUE", description = "A property; may be repeated.")
        @Nullable
        Map<String, String> properties;

        @Override
        public Integer call() {
            ObjectNode body = Door.JSON.createObjectNode().put("name", name);
            if (properties != null) {
                body.set("properties", Door.JSON.valueToTree(properties));
            }
            Answer answer = connection.door().post(Paths.ROOT + "/buckets", body);
            connection.printer().fields(answer.body(), "name", "id");
            return ExitCode.DONE;
        }
    }

    /** {@code xic bucket list}. */
    @Command(name = "list", description = "Lists buckets.", mixinStandardHelpOptions = true)
    static final class ListBuckets implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Override
        public Integer call() {
            Answer answer = connection.door().get(Paths.ROOT + "/buckets");
            connection.printer().items(answer.body(), "name", "provider", "id", "created", "properties");
            return ExitCode.DONE;
        }
    }

    /** {@code xic bucket remove}. */
    @Command(
            name = "remove",
            description = "Removes a bucket and its objects; refused while jobs use it.",
            mixinStandardHelpOptions = true)
    static final class Remove implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Parameters(paramLabel = "NAME", description = "The bucket.")
        String name = "";

        @Option(names = "--force", description = "Abort the jobs that use it first.")
        boolean force;

        @Override
        public Integer call() {
            Answer answer = connection.door().delete(Paths.bucket(name) + Paths.query("force", force ? "true" : null));
            connection.printer().fields(answer.body(), "name", "id");
            return ExitCode.DONE;
        }
    }
}
