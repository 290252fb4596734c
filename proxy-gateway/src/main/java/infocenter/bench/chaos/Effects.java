package infocenter.bench.chaos;

import infocenter.bench.failover.Gateway;
import infocenter.bench.failover.Http;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Counts what runs did on the targets' disks, by the footprints they left: nothing for what the table does not know, nothing twice for one
 * attempt, nothing of an attempt that the table has yet to allow, and one for each run that finished.
 */
final class Effects {
    private static final String AGAIN = "again";

    private Effects() {}

    /** What is wrong; empty when nothing is. */
    static List<String> wrong(Http http, List<Gateway> gateways, Path footprints, List<String> ids)
            throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        Map<String, Set<String>> left = left(footprints, wrong);
        for (String id : ids) {
            JsonObject row = row(http, gateways, id);
            if (row == null) {
                wrong.add("no gateway shows " + id);
            } else {
                runs(id, row, left.getOrDefault(id, Set.of()), wrong);
            }
            left.remove(id);
        }
        // The system's own, and starts that clients never heard of again.
        for (String id : left.keySet()) {
            if (row(http, gateways, id) == null) {
                wrong.add("targets ran " + id + ", which no gateway knows: " + left.get(id));
            }
        }
        return wrong;
    }

    static long count(Path footprints) throws IOException {
        if (!Files.isDirectory(footprints)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(footprints)) {
            return files.count();
        }
    }

    /** By xaction: attempt and target of each run that left one. */
    private static Map<String, Set<String>> left(Path footprints, List<String> wrong) throws IOException {
        Map<String, Set<String>> left = new TreeMap<>();
        if (!Files.isDirectory(footprints)) {
            return left;
        }
        try (Stream<Path> files = Files.list(footprints)) {
            for (Path file : files.toList()) {
                String[] name = file.getFileName().toString().split("\\+");
                if (name.length > 3 && name[3].equals(AGAIN)) {
                    wrong.add("attempt " + name[1] + " of " + name[0] + " ran twice at " + name[2]);
                }
                left.computeIfAbsent(name[0], none -> new TreeSet<>()).add(name[1] + "+" + name[2]);
            }
        }
        return left;
    }

    private static void runs(String id, JsonObject row, Set<String> left, List<String> wrong) {
        JsonArray runs = row.getJsonArray("runs");
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < runs.size(); i++) {
            JsonObject run = runs.getJsonObject(i);
            for (int attempt = 0; attempt <= run.getInteger("attempt"); attempt++) {
                expected.add(attempt + "+" + run.getString("target"));
            }
            String last = run.getInteger("attempt") + "+" + run.getString("target");
            if (run.getString("state").equals("finished") && !left.contains(last)) {
                wrong.add(id + " has a finished run that left nothing: " + last + "; left: " + left);
            }
        }
        for (String one : left) {
            if (!expected.contains(one)) {
                wrong.add(id + " ran where the table never sent it: " + one + "; it has " + expected);
            }
        }
    }

    private static @org.jspecify.annotations.Nullable JsonObject row(Http http, List<Gateway> gateways, String id)
            throws InterruptedException {
        for (int attempt = 0; attempt < 5; attempt++) {
            for (Gateway gateway : gateways) {
                JsonObject row = Asking.row(http, gateway, id);
                if (row != null) {
                    return row;
                }
            }
        }
        return null;
    }
}
