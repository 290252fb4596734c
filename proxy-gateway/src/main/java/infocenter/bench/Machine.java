package infocenter.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a figure was taken on. */
record Machine(String cpu, int cores, String memory, String kernel, String java) {
    static Machine here() {
        return new Machine(
                line("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                line("/proc/meminfo", "MemTotal"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    }

    private static String line(String file, String name) {
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException otherSystem) {
            return "unknown";
        }
    }

    JsonObject json() {
        return new JsonObject()
                .put("measure", "machine")
                .put("cpu", cpu)
                .put("cores", cores)
                .put("memory", memory)
                .put("kernel", kernel)
                .put("java", java);
    }

    @Override
    public String toString() {
        return cpu + ", " + cores + " cores, " + memory + ", " + kernel + ", " + java;
    }
}
