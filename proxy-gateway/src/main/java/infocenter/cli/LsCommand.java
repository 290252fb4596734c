package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xic ls}. */
@Command(
        name = "ls",
        description = "Lists the objects of a bucket, sorted by name, over all targets.",
        mixinStandardHelpOptions = true)
final class LsCommand implements Callable<Integer> {
    private static final int PAGE = 1_000;

    @Mixin
    Connection connection = new Connection();

    @Parameters(paramLabel = "BUCKET", description = "The bucket.")
    String bucket = "";

    @Option(names = "--prefix", description = "Only names that start with this.")
    @Nullable
    String prefix;

    @Option(names = "--limit", description = "At most so many. Default: all.")
    int limit = Integer.MAX_VALUE;

    @Option(names = "--checksums", description = "Checksum and name only, two columns, as sum programs print them.")
    boolean checksums;

    @Override
    public Integer call() {
        Door door = connection.door();
        ArrayNode items = Door.JSON.createArrayNode();
        String token = null;
        do {
            String query = Paths.query(
                    "prefix", prefix, "limit", String.valueOf(Math.min(PAGE, limit - items.size())), "token", token);
            JsonNode page = door.get(Paths.bucket(bucket) + "/objects" + query).body();
            page.path("items").forEach(items::add);
            token = page.path("token").asText(null);
        } while (token != null && items.size() < limit);
        if (checksums) {
            items.forEach(item ->
                    connection.printer().line(Printer.text(item, "checksum") + "  " + Printer.text(item, "name")));
            return ExitCode.DONE;
        }
        ObjectNode all = Door.JSON.createObjectNode();
        all.set("items", items);
        connection.printer().items(all, "name", "size", "checksum", "version");
        return ExitCode.DONE;
    }
}
