package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xic bucket set}. */
@Command(
        name = "set",
        description = {
            "Sets properties of a bucket; the others stay. Of two at the same moment the later one wins.",
            "lru=on lets objects that were not used for longest go when a target is nearly full."
        },
        mixinStandardHelpOptions = true)
final class BucketSetCommand implements Callable<Integer> {
    @Mixin
    Connection connection = new Connection();

    @Parameters(index = "0", paramLabel = "NAME", description = "The bucket.")
    String name = "";

    @Parameters(index = "1..*", paramLabel = "PROPERTY=VALUE", description = "For example lru=on.")
    Map<String, String> properties = new LinkedHashMap<>();

    @Option(names = "--unset", paramLabel = "PROPERTY", description = "A property to remove; may be repeated.")
    @Nullable
    List<String> unset;

    @Override
    public Integer call() {
        Door door = connection.door();
        JsonNode present = door.get(Paths.bucket(name)).body();
        ObjectNode body = Door.JSON.createObjectNode();
        ObjectNode next = body.putObject("properties");
        present.path("properties").fields().forEachRemaining(entry -> next.set(entry.getKey(), entry.getValue()));
        properties.forEach(next::put);
        if (unset != null) {
            unset.forEach(next::remove);
        }
        Answer answer = door.patch(Paths.bucket(name), body);
        connection.printer().fields(answer.body(), "name", "id", "properties");
        return ExitCode.DONE;
    }
}
